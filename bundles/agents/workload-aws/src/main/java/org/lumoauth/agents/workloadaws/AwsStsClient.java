/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.workloadaws;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.outbound.OutboundException;
import org.lumoauth.api.outbound.OutboundHttpClient;
import org.lumoauth.api.outbound.OutboundRequest;
import org.lumoauth.api.outbound.OutboundResponse;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.support.encoding.JsonEncodingValidator;

/**
 * Sends signed requests to STS, which alone can verify them. Requests a JSON response and rejects
 * other formats, because the signer could influence their contents.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html">GetCallerIdentity</a>
 */
final class AwsStsClient {

  private static final int MAX_BYTES = 16_384;
  private static final Duration TIMEOUT = Duration.ofSeconds(5);
  private static final int TOO_MANY = 429;

  /** How long STS is not called after a failure. */
  static final Duration AFTER_FAILURE = Duration.ofSeconds(10);

  private static final String JSON_TYPE = "application/json";
  private static final ObjectMapper JSON =
      new ObjectMapper(
              JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private final OutboundHttpClient http;

  AwsStsClient(OutboundHttpClient http) {
    this.http = http;
  }

  /**
   * Asks STS which identity signed a request.
   *
   * @param request a validated request
   * @throws AwsAttestationRejectedException if STS rejects the request
   * @throws ApiException 503 {@code temporarily_unavailable} if STS cannot be reached now
   */
  AwsCallerIdentity getCallerIdentity(TenantContext tenant, AwsSignedRequest request)
      throws AwsAttestationRejectedException {
    Map<String, String> headers = new HashMap<>(request.headers());
    headers.remove("host"); // set from the URL instead
    headers.put("Accept", JSON_TYPE);
    try {
      OutboundResponse answer =
          http.send(
              new OutboundRequest(
                      "aws-caller-identity",
                      "POST",
                      request.url(),
                      headers,
                      Optional.of(request.body().getBytes(StandardCharsets.UTF_8)),
                      TIMEOUT,
                      MAX_BYTES)
                  .inTenant(tenant.id())
                  .onNewConnection());
      if (answer.status() >= 500 || answer.status() == TOO_MANY) {
        throw silent();
      }
      return caller(answer);
    } catch (OutboundException e) {
      if (e.isRefused()) {
        throw new AwsAttestationRejectedException(
            "requests to the security token service are not allowed");
      }
      throw silent();
    }
  }

  private static ApiException silent() {
    return ApiException.temporarilyUnavailable(
        "The AWS security token service is unavailable. Try again later.", AFTER_FAILURE);
  }

  private static AwsCallerIdentity caller(OutboundResponse answer)
      throws AwsAttestationRejectedException {
    AwsAttestationRejectedException.require(
        answer.status() == 200, "the security token service answered " + answer.status());
    AwsAttestationRejectedException.require(
        answer.header("content-type").filter(type -> type.startsWith(JSON_TYPE)).isPresent(),
        "the security token service's response is not JSON");
    AwsAttestationRejectedException.require(
        JsonEncodingValidator.isValid(answer.body()),
        "the security token service's response is not valid JSON");
    try {
      JsonNode result =
          JSON.readTree(answer.body())
              .path("GetCallerIdentityResponse")
              .path("GetCallerIdentityResult");
      String arn = result.path("Arn").asText();
      AwsRoleArn role =
          AwsRoleArn.ofSession(arn)
              .orElseThrow(
                  () -> new AwsAttestationRejectedException("it was not signed by a role session"));
      AwsAttestationRejectedException.require(
          role.account().equals(result.path("Account").asText()),
          "the account of the response differs from the account in the ARN");
      return new AwsCallerIdentity(role, arn);
    } catch (IOException e) {
      throw new AwsAttestationRejectedException(
          "the security token service's response is not valid JSON");
    }
  }
}
