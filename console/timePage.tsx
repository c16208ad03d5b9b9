import type { TimePage as Time } from "../lib/console/timePage.js";
import { Shown, Table } from "./parts.js";
import { addressOf } from "./route.js";
import { useLooked } from "./server.js";

/** The mock's time and the agenda of what comes next; the buttons are those of every page. */
export function TimePage() {
  const looked = useLooked<Time>("time");
  return (
    <Shown looked={looked}>
      {({ now, tasks, taskCount }) => (
        <>
          <p>
            It is <time dateTime={now}>{now}</time>.
          </p>
          <h2>Agenda</h2>
          {taskCount === 0 && <p>Nothing comes by itself.</p>}
          {tasks.length > 0 && (
            <Table caption="What comes next" heads={["When", "What", "Object"]}>
              {tasks.map(({ dueAt, text, object }, index) => (
                <tr key={`${index} ${dueAt} ${text}`}>
                  <td>{dueAt ?? "reads or Settle say when"}</td>
                  <td>{text}</td>
                  <td>
                    {object && (
                      <a href={addressOf("object", { ...object })}>
                        {`${object.bucket}/${object.key}`}
                      </a>
                    )}
                  </td>
                </tr>
              ))}
            </Table>
          )}
          {taskCount > tasks.length && <p>And {taskCount - tasks.length} more.</p>}
        </>
      )}
    </Shown>
  );
}
