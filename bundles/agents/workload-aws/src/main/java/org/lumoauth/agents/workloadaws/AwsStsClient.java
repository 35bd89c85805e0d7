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
import org.lumoauth.api.web.JsonTextValidator;

/**
 * Sends signed requests to the security token service, which alone can check them. The answer is
 * asked for in JSON, and nothing else is read: what whoever signed could put into another form is
 * taken for nobody.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html">GetCallerIdentity</a>
 */
final class AwsStsClient {

  private static final int MAX_BYTES = 16_384;
  private static final Duration TIMEOUT = Duration.ofSeconds(5);
  private static final int TOO_MANY = 429;

  /** How long it is left alone after that. */
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
   * Asks who signed a request.
   *
   * @param request one that was checked
   * @throws AwsAttestationRejectedException if nobody does
   * @throws ApiException 503 {@code temporarily_unavailable} if nobody says now
   */
  AwsCallerIdentity getCallerIdentity(TenantContext tenant, AwsSignedRequest request)
      throws AwsAttestationRejectedException {
    Map<String, String> headers = new HashMap<>(request.headers());
    headers.remove("host"); // it is the address's
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
                  .inTenant(tenant.id()));
      if (answer.status() >= 500 || answer.status() == TOO_MANY) {
        throw silent();
      }
      return caller(answer);
    } catch (OutboundException e) {
      if (e.isRefused()) {
        throw new AwsAttestationRejectedException("the security token service may not be asked");
      }
      throw silent();
    }
  }

  private static ApiException silent() {
    return ApiException.temporarilyUnavailable(
        "The security token service does not answer now; try again shortly.", AFTER_FAILURE);
  }

  private static AwsCallerIdentity caller(OutboundResponse answer)
      throws AwsAttestationRejectedException {
    AwsAttestationRejectedException.require(
        answer.status() == 200, "the security token service answered " + answer.status());
    AwsAttestationRejectedException.require(
        answer.header("content-type").filter(type -> type.startsWith(JSON_TYPE)).isPresent(),
        "the security token service did not answer in JSON");
    AwsAttestationRejectedException.require(
        JsonTextValidator.isValid(answer.body()), "the security token service's answer is no JSON");
    try {
      JsonNode result =
          JSON.readTree(answer.body())
              .path("GetCallerIdentityResponse")
              .path("GetCallerIdentityResult");
      String arn = result.path("Arn").asText();
      AwsRoleArn role =
          AwsRoleArn.ofSession(arn)
              .orElseThrow(
                  () ->
                      new AwsAttestationRejectedException("it was not signed in a role's session"));
      AwsAttestationRejectedException.require(
          role.account().equals(result.path("Account").asText()), "the accounts differ");
      return new AwsCallerIdentity(role, arn);
    } catch (IOException e) {
      throw new AwsAttestationRejectedException("the security token service's answer is no JSON");
    }
  }
}
