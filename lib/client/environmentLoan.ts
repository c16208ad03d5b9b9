/** A value that a variable of the environment has for as long as somebody needs it. */
interface Loan {
  readonly value: string;
  readonly ended: Promise<void>;
  end(): void;
  borrowers: number;
}

// The environment belongs to the process, so who borrows of it is counted for the process.
const loans = new Map<string, Loan>();

/**
 * Gives a value to a variable that has none. Who borrows the same value shares it; who wants another
 * one waits. A variable that the process has set by itself stays as it is.
 *
 * @returns what gives it back; a second call does nothing
 */
export async function borrowVariable(name: string, value: string): Promise<() => void> {
  for (;;) {
    const present = loans.get(name);
    if (present === undefined || present.value === value) break;
    await present.ended;
  }
  const loan = loans.get(name) ?? lend(name, value);
  if (loan === undefined) return () => {};
  loan.borrowers++;
  let isBorrowed = true;
  return () => {
    if (!isBorrowed) return;
    isBorrowed = false;
    if (--loan.borrowers > 0) return;
    delete process.env[name];
    loans.delete(name);
    loan.end();
  };
}

function lend(name: string, value: string): Loan | undefined {
  if (process.env[name] !== undefined) return undefined;
  process.env[name] = value;
  let end = () => {};
  const ended = new Promise<void>((resolve) => {
    end = resolve;
  });
  const loan = { value, ended, end, borrowers: 0 };
  loans.set(name, loan);
  return loan;
}
