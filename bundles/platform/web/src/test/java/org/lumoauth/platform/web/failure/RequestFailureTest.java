/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.web.failure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import org.lumoauth.api.oauth.OAuthException;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.api.web.ClientFacingException;
import org.lumoauth.platform.web.json.JsonCodec;

class RequestFailureTest {

  private static String body(Throwable thrown) {
    return new String(
        new JsonCodec().write(RequestFailure.of(thrown, "req_1").body()), StandardCharsets.UTF_8);
  }

  @Test
  void writesOAuthAndApiErrorMembers() {
    assertEquals(
        """
        {"error":"duplicate_resource","error_description":"Taken.","message":"Taken.",\
        "status":409,"code":"duplicate_resource"}""",
        body(ApiException.duplicate("Taken.")));
  }

  @Test
  void writesOnlyOAuthErrorMembersForOAuthEndpoint() {
    var error =
        new OAuthException(
            400, "invalid_request", "Bad.", Map.of(), Map.of("consent_url", "https://a"));
    var problem = ApiException.invalid("slug", "Bad.");

    assertEquals(
        """
        {"error":"invalid_request","error_description":"Bad."}""",
        oauthBody(error));
    assertEquals(
        """
        {"error":"validation_error","error_description":"Bad."}""",
        oauthBody(problem));
  }

  @Test
  void preservesErrorUriOfOAuthError() {
    var error =
        new OAuthException(
            400, "invalid_request", "Bad.", Map.of(), Map.of("error_uri", "https://docs.example"));

    assertTrue(oauthBody(error).endsWith("\"error_uri\":\"https://docs.example\"}"));
  }

  private static String oauthBody(Throwable thrown) {
    return new String(
        new JsonCodec().write(RequestFailure.of(thrown, "req_1").oauthBody()),
        StandardCharsets.UTF_8);
  }

  @Test
  void writesDetails() {
    assertTrue(
        body(ApiException.invalid("slug", "Bad.")).endsWith("\"details\":{\"field\":\"slug\"}}"));
  }

  @Test
  void preservesCodeOfOAuthError() {
    assertEquals(
        "invalid_client", RequestFailure.of(OAuthException.invalidClient(), "req_1").code());
  }

  @Test
  void hidesInternalErrorExceptRequestId() {
    RequestFailure failure =
        RequestFailure.of(new IllegalStateException("password=hunter2"), "req_1");

    assertEquals(500, failure.status());
    assertEquals(Map.of("request_id", "req_1"), failure.details());
    assertFalse(failure.message().contains("hunter2"));
  }

  @Test
  void usesStatusDeclaredByException() {
    RequestFailure failure = RequestFailure.of(new Overtaken(), "req_1");

    assertEquals(409, failure.status());
    assertEquals("conflict", failure.code());
    assertTrue(failure.expected());
  }

  private static final class Overtaken extends RuntimeException implements ClientFacingException {
    @Override
    public ApiException toApiException() {
      return new ApiException(409, "conflict", "It was changed meanwhile.");
    }
  }

  @Test
  void unwrapsCompletionException() {
    assertEquals(
        404,
        RequestFailure.of(new CompletionException(ApiException.tenantNotFound()), "req_1")
            .status());
  }

  @Test
  void addsRetryAfterForUnavailableModule() {
    assertEquals(
        Map.of("Retry-After", "1"),
        RequestFailure.of(ApiException.moduleUnavailable("authz-rbac"), "req_1").headers());
  }
}
