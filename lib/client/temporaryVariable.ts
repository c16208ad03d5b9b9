/** A value that a variable of the environment has for as long as somebody needs it. */
interface TemporaryValue {
  readonly value: string;
  readonly ended: Promise<void>;
  end(): void;
  users: number;
}

// The environment belongs to the process, so who uses a variable of it is counted for the process.
const temporaryValues = new Map<string, TemporaryValue>();

/**
 * Sets a variable of the environment that has no value. Who wants the same value shares it; who wants
 * another one waits. A variable that the process has set by itself stays as it is.
 *
 * @returns what unsets it, when its last user has called that; a second call does nothing
 */
export async function setTemporarily(name: string, value: string): Promise<() => void> {
  for (;;) {
    const present = temporaryValues.get(name);
    if (present === undefined || present.value === value) break;
    await present.ended;
  }
  const variable = temporaryValues.get(name) ?? set(name, value);
  if (variable === undefined) return () => {};
  variable.users++;
  let isUsed = true;
  return () => {
    if (!isUsed) return;
    isUsed = false;
    if (--variable.users > 0) return;
    delete process.env[name];
    temporaryValues.delete(name);
    variable.end();
  };
}

function set(name: string, value: string): TemporaryValue | undefined {
  if (process.env[name] !== undefined) return undefined;
  process.env[name] = value;
  let end = () => {};
  const ended = new Promise<void>((resolve) => {
    end = resolve;
  });
  const variable = { value, ended, end, users: 0 };
  temporaryValues.set(name, variable);
  return variable;
}
