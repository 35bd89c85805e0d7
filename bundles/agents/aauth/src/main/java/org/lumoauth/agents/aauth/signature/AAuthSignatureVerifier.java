/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.aauth.signature;

import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.lumoauth.api.authn.HttpRequestView;
import org.lumoauth.api.key.RawSignatureVerifier;
import org.lumoauth.platform.httpsignatures.ContentDigestField;
import org.lumoauth.platform.httpsignatures.CoveredComponent;
import org.lumoauth.platform.httpsignatures.InvalidMessageSignatureException;
import org.lumoauth.platform.httpsignatures.SignableHttpMessage;
import org.lumoauth.platform.httpsignatures.SignatureAlgorithm;
import org.lumoauth.platform.httpsignatures.SignatureBaseBuilder;
import org.lumoauth.platform.httpsignatures.SignatureInput;
import org.lumoauth.platform.httpsignatures.SignatureTargetUri;

/**
 * Verifies signatures of the published profile: RFC 9421 with a fixed list and order of components,
 * absent headers signed as the empty string, and the signature in base64url.
 */
public final class AAuthSignatureVerifier {

  /** The maximum difference between {@code created} and the current time, in seconds. */
  public static final long WINDOW_SECONDS = 60;

  static final String LABEL = "sig1";

  private static final List<String> FIELDS =
      List.of("signature-key", "content-digest", "content-type", "authorization");
  private static final Pattern SIGNATURE = Pattern.compile("sig1=:([A-Za-z0-9_-]{1,2000}):");
  private static final Pattern NONCE =
      Pattern.compile("[A-Za-z0-9_-]{16,128}"); // at least 12 bytes

  private final RawSignatureVerifier checks;
  private final InstantSource clock;

  public AAuthSignatureVerifier(RawSignatureVerifier checks, InstantSource clock) {
    this.checks = checks;
    this.clock = clock;
  }

  /**
   * Verifies a request with a key. The nonce is not checked for reuse; the caller does that.
   *
   * @param jwk the key
   * @return the nonce
   * @throws AAuthSignatureException if the request violates the profile
   */
  public String verify(AAuthSignedRequest request, Map<String, Object> jwk)
      throws AAuthSignatureException {
    HttpRequestView view = request.view();
    try {
      SignatureInput input = input(view);
      byte[] signature = signature(view);
      checkBody(request);
      byte[] base =
          SignatureBaseBuilder.of(message(view), input).getBytes(StandardCharsets.US_ASCII);
      require(
          checks.verifies(jwk, algorithm(jwk).jws(), base, signature),
          "The signature does not match.");
      return input.text("nonce").orElseThrow();
    } catch (InvalidMessageSignatureException e) {
      throw new AAuthSignatureException("The signature is malformed: " + e.getMessage() + ".");
    }
  }

  private SignatureInput input(HttpRequestView view)
      throws AAuthSignatureException, InvalidMessageSignatureException {
    Map<String, SignatureInput> inputs =
        SignatureInput.read(List.of(sole(view, "Signature-Input", "Signature-Input is required.")));
    require(
        inputs.keySet().equals(Set.of(LABEL)),
        "Signature-Input must have exactly one signature, named sig1.");
    SignatureInput input = inputs.get(LABEL);
    List<CoveredComponent> expected = components(view);
    if (!input.components().equals(expected)) {
      throw new AAuthSignatureException(
          "The signature must cover these components in this order: "
              + expected.stream().map(CoveredComponent::toString).collect(Collectors.joining(" "))
              + ".");
    }
    require(
        input.parameters().keySet().equals(Set.of("created", "nonce")),
        "The signature's parameters must be created and nonce.");
    require(
        NONCE.matcher(input.text("nonce").orElse("")).matches(),
        "nonce must be at least 12 random bytes in base64url.");
    long apart = Math.abs(clock.instant().getEpochSecond() - input.time("created").orElse(0L));
    require(apart <= WINDOW_SECONDS, "created must be within a minute of the current time.");
    return input;
  }

  private static List<CoveredComponent> components(HttpRequestView view) {
    List<String> names = new ArrayList<>(List.of("@method", "@authority", "@path"));
    if (view.query().isPresent()) {
      names.add("@query");
    }
    names.addAll(FIELDS);
    return names.stream().map(CoveredComponent::of).toList();
  }

  private static byte[] signature(HttpRequestView view) throws AAuthSignatureException {
    Matcher matcher = SIGNATURE.matcher(sole(view, "Signature", "Signature is required."));
    require(
        matcher.matches(),
        "Signature must have the form sig1=:…:, with base64url without padding.");
    try {
      return Base64.getUrlDecoder().decode(matcher.group(1));
    } catch (IllegalArgumentException e) {
      throw new AAuthSignatureException("Signature must be base64url.");
    }
  }

  /** Requires a matching digest, without which the body is not signed. */
  private static void checkBody(AAuthSignedRequest request)
      throws AAuthSignatureException, InvalidMessageSignatureException {
    List<String> digest = request.view().headers("Content-Digest");
    require(request.body().length == 0 || !digest.isEmpty(), "Content-Digest is required.");
    if (!digest.isEmpty()) {
      ContentDigestField.check(digest, request.body());
    }
  }

  private static SignableHttpMessage message(HttpRequestView view) throws AAuthSignatureException {
    Map<String, List<String>> fields = new HashMap<>();
    for (String name : FIELDS) {
      List<String> lines = view.headers(name);
      require(lines.size() <= 1, name + " must not be repeated.");
      fields.put(name, lines.isEmpty() ? List.of("") : lines);
    }
    String url = view.url() + view.query().map(query -> "?" + query).orElse("");
    try {
      return SignableHttpMessage.request(view.method(), SignatureTargetUri.of(url), fields);
    } catch (IllegalArgumentException e) {
      throw new AAuthSignatureException("The request URL cannot be signed.");
    }
  }

  /**
   * Returns the profile's algorithm for the key type; an algorithm in the key itself is ignored.
   */
  private SignatureAlgorithm algorithm(Map<String, Object> jwk) throws AAuthSignatureException {
    for (SignatureAlgorithm algorithm :
        List.of(SignatureAlgorithm.ED25519, SignatureAlgorithm.RSA_PSS_SHA512)) {
      if (checks.isUsableWith(jwk, algorithm.jws())) {
        return algorithm;
      }
    }
    throw new AAuthSignatureException("The key must be Ed25519 or RSA.");
  }

  private static String sole(HttpRequestView view, String name, String otherwise)
      throws AAuthSignatureException {
    Optional<String> value = view.header(name);
    require(value.isPresent() && view.headers(name).size() == 1, otherwise);
    return value.get();
  }

  private static void require(boolean holds, String otherwise) throws AAuthSignatureException {
    if (!holds) {
      throw new AAuthSignatureException(otherwise);
    }
  }
}
