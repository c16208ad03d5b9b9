/** A handler that stands for the network and keeps what reaches it. */
export function recordingHandler() {
  const requests: { hostname: string; method: string; headers: Record<string, string> }[] = [];
  return {
    requests,
    async handle(request: (typeof requests)[number]) {
      // Like the real handler it looks at what it sends.
      const { hostname, method, headers } = request;
      requests.push({ hostname, method, headers });
      return { response: { statusCode: 200, headers: {}, body: undefined, reason: "" } };
    },
    destroy() {},
  };
}
