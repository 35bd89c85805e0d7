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
import org.lumoauth.api.authn.HttpRequestView;
import org.lumoauth.api.key.SignatureVerifier;
import org.lumoauth.platform.httpsignatures.ContentDigestField;
import org.lumoauth.platform.httpsignatures.CoveredComponent;
import org.lumoauth.platform.httpsignatures.InvalidMessageSignatureException;
import org.lumoauth.platform.httpsignatures.SignatureAlgorithm;
import org.lumoauth.platform.httpsignatures.SignatureBase;
import org.lumoauth.platform.httpsignatures.SignatureInput;
import org.lumoauth.platform.httpsignatures.SignatureTargetUri;
import org.lumoauth.platform.httpsignatures.SignedHttpMessage;

/**
 * How requests are signed in the published profile: RFC 9421 with one fixed list of components in
 * one order, a header that is absent signed as the empty text, and the signature in base64url.
 */
public final class AAuthSignatureVerifier {

  /** How far {@code created} may be from now, in seconds. */
  public static final long WINDOW_SECONDS = 60;

  static final String LABEL = "sig1";

  private static final List<String> FIELDS =
      List.of("signature-key", "content-digest", "content-type", "authorization");
  private static final Pattern SIGNATURE = Pattern.compile("sig1=:([A-Za-z0-9_-]{1,2000}):");
  private static final Pattern NONCE =
      Pattern.compile("[A-Za-z0-9_-]{16,128}"); // 12 bytes and more

  private final SignatureVerifier checks;
  private final InstantSource clock;

  public AAuthSignatureVerifier(SignatureVerifier checks, InstantSource clock) {
    this.checks = checks;
    this.clock = clock;
  }

  /**
   * Verifies a request by a key. The nonce is not looked up: that is for whoever takes the request.
   *
   * @param jwk the key that is to have signed it
   * @return the nonce
   * @throws AAuthSignatureException if anything is not as the profile has it
   */
  public String verify(AAuthSignedRequest request, Map<String, Object> jwk)
      throws AAuthSignatureException {
    HttpRequestView view = request.view();
    try {
      SignatureInput input = input(view);
      byte[] signature = signature(view);
      checkBody(request);
      byte[] base = SignatureBase.of(message(view), input).getBytes(StandardCharsets.US_ASCII);
      require(
          checks.verifies(jwk, algorithm(jwk).jws(), base, signature),
          "The signature does not match.");
      return input.text("nonce").orElseThrow();
    } catch (InvalidMessageSignatureException e) {
      throw new AAuthSignatureException(
          "The signature is not as it must be: " + e.getMessage() + ".");
    }
  }

  private SignatureInput input(HttpRequestView view)
      throws AAuthSignatureException, InvalidMessageSignatureException {
    Map<String, SignatureInput> inputs =
        SignatureInput.read(List.of(sole(view, "Signature-Input", "A signature is needed.")));
    require(inputs.keySet().equals(Set.of(LABEL)), "There is to be one signature, sig1.");
    SignatureInput input = inputs.get(LABEL);
    require(
        input.components().equals(components(view)),
        "The signature must cover what the profile lists, in its order.");
    require(
        input.parameters().keySet().equals(Set.of("created", "nonce")),
        "The signature's parameters are created and nonce.");
    require(
        NONCE.matcher(input.text("nonce").orElse("")).matches(),
        "The nonce is at least 12 random bytes in base64url.");
    long apart = Math.abs(clock.instant().getEpochSecond() - input.time("created").orElse(0L));
    require(apart <= WINDOW_SECONDS, "The signature is not of now.");
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
    Matcher matcher = SIGNATURE.matcher(sole(view, "Signature", "A signature is needed."));
    require(matcher.matches(), "Signature is sig1=: :, with base64url without padding.");
    try {
      return Base64.getUrlDecoder().decode(matcher.group(1));
    } catch (IllegalArgumentException e) {
      throw new AAuthSignatureException("Signature is not base64url.");
    }
  }

  /** A body that is not covered by its digest is not the signer's. */
  private static void checkBody(AAuthSignedRequest request)
      throws AAuthSignatureException, InvalidMessageSignatureException {
    List<String> digest = request.view().headers("Content-Digest");
    require(request.body().length == 0 || !digest.isEmpty(), "Content-Digest is needed.");
    if (!digest.isEmpty()) {
      ContentDigestField.check(digest, request.body());
    }
  }

  private static SignedHttpMessage message(HttpRequestView view) throws AAuthSignatureException {
    Map<String, List<String>> fields = new HashMap<>();
    for (String name : FIELDS) {
      List<String> lines = view.headers(name);
      require(lines.size() <= 1, name + " is there twice.");
      fields.put(name, lines.isEmpty() ? List.of("") : lines);
    }
    String url = view.url() + view.query().map(query -> "?" + query).orElse("");
    try {
      return SignedHttpMessage.request(view.method(), SignatureTargetUri.of(url), fields);
    } catch (IllegalArgumentException e) {
      throw new AAuthSignatureException("The address can't be signed.");
    }
  }

  /** What the profile names for the key's kind; whatever the key says of others is not taken. */
  private SignatureAlgorithm algorithm(Map<String, Object> jwk) throws AAuthSignatureException {
    for (SignatureAlgorithm algorithm :
        List.of(SignatureAlgorithm.ED25519, SignatureAlgorithm.RSA_PSS_SHA512)) {
      if (checks.isUsableWith(jwk, algorithm.jws())) {
        return algorithm;
      }
    }
    throw new AAuthSignatureException("The key is to be Ed25519 or RSA.");
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
