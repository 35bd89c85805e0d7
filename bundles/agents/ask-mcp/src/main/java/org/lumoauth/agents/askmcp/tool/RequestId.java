package org.lumoauth.agents.askmcp.tool;

import java.util.List;
import java.util.Map;

/** The one argument of tools that are about a request. */
final class RequestId {

  private static final String REQUEST = "request_id";
  private static final int MAX = 128;

  private RequestId() {}

  static Map<String, Object> schema() {
    return Schemas.object(
        List.of(REQUEST), Map.of(REQUEST, Schemas.text(MAX, "As request_permission answered it.")));
  }

  /** The request that a call is about, and nothing else. */
  static String of(Call call) {
    Arguments.only(call, schema());
    return Arguments.text(call, REQUEST, MAX);
  }
}
