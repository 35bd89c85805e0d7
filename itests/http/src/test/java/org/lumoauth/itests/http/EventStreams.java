package org.lumoauth.itests.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A client that receives events, with its token. */
record EventStreams(Tenant tenant, App app, Api api) {
  static final String CAEP = "https://schemas.openid.net/secevent/caep/event-type/";
  static final String RISC = "https://schemas.openid.net/secevent/risc/event-type/";
  static final String SSF = "https://schemas.openid.net/secevent/ssf/event-type/";
  static final String SESSION_REVOKED = CAEP + "session-revoked";
  static final String CREDENTIAL_CHANGE = CAEP + "credential-change";
  static final String PUSH = "urn:ietf:rfc:8935";
  static final String POLL = "urn:ietf:rfc:8936";

  /** A client that may manage streams. */
  static EventStreams of(Tenant tenant) {
    return of(tenant, "ssf.manage", Map.of());
  }

  static EventStreams of(Tenant tenant, String scope, Map<String, Object> metadata) {
    App app =
        App.register(
            tenant,
            Map.of(
                "name",
                "Receiver",
                "grantTypes",
                List.of("client_credentials"),
                "allowedScopes",
                List.of(scope),
                "metadata",
                metadata));
    return new EventStreams(tenant, app, fresh(app, scope));
  }

  private static Api fresh(App app, String scope) {
    String token =
        app.token(Map.of("grant_type", "client_credentials", "scope", scope))
            .expect(200)
            .body()
            .path("access_token")
            .asText();
    return app.connection().with("Authorization", "Bearer " + token);
  }

  /** The same receiver with a new token. */
  EventStreams again() {
    return new EventStreams(tenant, app, fresh(app, "ssf.manage"));
  }

  /** A stream that is pushed to an address. */
  String pushed(String url) {
    return create(Map.of("delivery", Map.of("method", PUSH, "endpoint_url", url)));
  }

  /** A stream that is polled. */
  String polled() {
    return create(Map.of("delivery", Map.of("method", POLL)));
  }

  String create(Map<String, Object> body) {
    return api.post("/ssf/stream", body).expect(201).body().path("stream_id").asText();
  }

  /** What waits, at once. */
  JsonNode poll(String stream) {
    return poll(stream, Map.of());
  }

  JsonNode poll(String stream, Map<String, Object> more) {
    Map<String, Object> body = new HashMap<>(Map.of("returnImmediately", true));
    body.putAll(more);
    return api.post("/ssf/poll/" + stream, body).expect(200).body();
  }

  /** The types of the events in an answer, in their order, without what types begin with. */
  static List<String> types(JsonNode answer) {
    return stream(answer)
        .map(token -> Jwt.claims(token).path("events").fieldNames().next())
        .map(type -> type.substring(type.lastIndexOf('/') + 1))
        .toList();
  }

  /** The tokens in an answer, in their order. */
  static java.util.stream.Stream<String> stream(JsonNode answer) {
    return java.util.stream.StreamSupport.stream(answer.path("sets").spliterator(), false)
        .map(JsonNode::asText);
  }

  /** The identifiers of the tokens in an answer. */
  static List<String> ids(JsonNode answer) {
    List<String> ids = new java.util.ArrayList<>();
    answer.path("sets").fieldNames().forEachRemaining(ids::add);
    return ids;
  }
}
