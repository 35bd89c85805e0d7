/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.workloadaws;

import static org.lumoauth.agents.workloadaws.AwsAttestationRejectedException.require;

import java.net.URI;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Validates a signed request before it is sent: {@code GetCallerIdentity}, to an endpoint that the
 * operator configured, without members that could influence the response, signed recently and for
 * this server only.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv.html">Signature
 *     Version 4</a>
 */
final class StsRequestValidator {

  /** The header that a workload signs, so that another server cannot present its request here. */
  static final String SERVER = "x-lumoauth-server-id";

  static final Duration OLDEST = Duration.ofMinutes(5);
  static final Duration SKEW = Duration.ofSeconds(30);

  private static final String BODY = "Action=GetCallerIdentity&Version=2011-06-15";
  private static final String DATE = "x-amz-date";
  private static final String SESSION_TOKEN = "x-amz-security-token";
  private static final Set<String> HEADERS =
      Set.of(
          "authorization",
          "content-type",
          "host",
          "x-amz-content-sha256",
          DATE,
          SESSION_TOKEN,
          SERVER);
  private static final Set<String> FORM =
      Set.of(
          "application/x-www-form-urlencoded", "application/x-www-form-urlencoded; charset=utf-8");
  private static final Pattern AUTHORIZATION =
      Pattern.compile(
          "AWS4-HMAC-SHA256 Credential=[A-Za-z0-9]{16,128}/([0-9]{8})/([a-z0-9-]{1,40})/sts/"
              + "aws4_request, ?SignedHeaders=([a-z0-9;-]{1,300}), ?Signature=[0-9a-f]{64}");
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

  private final Set<URI> endpoints;

  /**
   * @param endpoints scheme, host and port of each endpoint, without a path
   */
  StsRequestValidator(Set<URI> endpoints) {
    this.endpoints = Set.copyOf(endpoints);
  }

  /**
   * Validates a request.
   *
   * @param server the required value of the server-bound header
   * @return the region that it is signed for
   * @throws AwsAttestationRejectedException if it violates a rule
   */
  String check(AwsSignedRequest request, String server, Instant now)
      throws AwsAttestationRejectedException {
    require(request.method().equals("POST"), "the method is not POST");
    checkAddress(request);
    require(request.body().equals(BODY), "the body is not a GetCallerIdentity request");
    require(HEADERS.containsAll(request.headers().keySet()), "it has an unexpected header");
    require(
        request.header("content-type").map(FORM::contains).orElse(false),
        "the content type is not a form");
    require(
        request.header(SERVER).filter(server::equals).isPresent(),
        "the server-bound header does not name this server");
    Matcher authorization = AUTHORIZATION.matcher(request.header("authorization").orElse(""));
    require(
        authorization.matches(), "the authorization header is not a Signature Version 4 for sts");
    checkSigned(request, Set.of(authorization.group(3).split(";")));
    checkTime(request.header(DATE).orElse(""), authorization.group(1), now);
    return authorization.group(2);
  }

  /** User info, query and other paths are rejected, because they could redirect the request. */
  private void checkAddress(AwsSignedRequest request) throws AwsAttestationRejectedException {
    URI url = request.url();
    String path = url.getRawPath() == null ? "" : url.getRawPath();
    require(path.isEmpty() || path.equals("/"), "the URL has a path");
    require(
        url.getRawQuery() == null && url.getRawFragment() == null && url.getRawUserInfo() == null,
        "the URL has more than scheme and host");
    String bare = url.toString().replaceFirst("/$", "");
    require(
        endpoints.stream().anyMatch(known -> known.toString().equals(bare)),
        "the URL is not a configured endpoint of the security token service");
    require(
        request.header("host").map(url.getRawAuthority()::equals).orElse(true),
        "the host header does not match the URL");
  }

  private static void checkSigned(AwsSignedRequest request, Set<String> signed)
      throws AwsAttestationRejectedException {
    for (String name : Set.of("host", DATE, SERVER)) {
      require(signed.contains(name), name + " is not signed");
    }
    require(
        request.header(SESSION_TOKEN).isEmpty() || signed.contains(SESSION_TOKEN),
        "the session token is not signed");
  }

  private static void checkTime(String text, String day, Instant now)
      throws AwsAttestationRejectedException {
    Instant time;
    try {
      time = TIME.parse(text, Instant::from);
    } catch (DateTimeException e) {
      throw new AwsAttestationRejectedException("the date is malformed");
    }
    require(text.startsWith(day), "the date does not match the date of the credential");
    require(!time.isAfter(now.plus(SKEW)), "it was signed in the future");
    require(!time.isBefore(now.minus(OLDEST)), "it was signed too long ago");
  }
}
