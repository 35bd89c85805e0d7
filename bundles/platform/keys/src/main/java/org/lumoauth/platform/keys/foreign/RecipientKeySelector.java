/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.keys.foreign;

import com.nimbusds.jose.JWEAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.KeyOperation;
import com.nimbusds.jose.jwk.KeyType;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import java.text.ParseException;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Selects the encryption key of a recipient from a set with keys of other types and uses.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7517#section-4">RFC 7517 section 4</a>
 */
final class RecipientKeySelector {

  static final int MIN_RSA_BITS = 2048;

  private static final Set<Curve> CURVES = Set.of(Curve.P_256, Curve.P_384, Curve.P_521);

  /** The operations of a public encryption key (section 4.3). */
  private static final Set<KeyOperation> WRAPS =
      Set.of(KeyOperation.ENCRYPT, KeyOperation.WRAP_KEY);

  private static final Set<KeyOperation> AGREES =
      Set.of(KeyOperation.DERIVE_KEY, KeyOperation.DERIVE_BITS);

  private record RecipientKeyCandidate(Map<String, Object> sent, JWK key) {

    /** Returns how well the key declares this use; lower is better. */
    int distance() {
      if (key.getKeyUse() != null) {
        return 0;
      }
      return saysNoOperation(key) ? 2 : 1;
    }
  }

  private RecipientKeySelector() {}

  static Optional<Map<String, Object>> best(
      List<Map<String, Object>> keys, JWEAlgorithm algorithm) {
    return keys.stream()
        .flatMap(sent -> parsed(sent).stream())
        .filter(candidate -> fits(candidate.key(), algorithm))
        .min(Comparator.comparingInt(RecipientKeyCandidate::distance)) // the first among equals
        .map(RecipientKeyCandidate::sent);
  }

  /** Parses a candidate. An unreadable key is skipped, because others may follow. */
  private static Optional<RecipientKeyCandidate> parsed(Map<String, Object> sent) {
    try {
      return Optional.of(new RecipientKeyCandidate(sent, JWK.parse(sent)));
    } catch (ParseException | RuntimeException e) { // the library throws both for a malformed key
      return Optional.empty();
    }
  }

  private static boolean fits(JWK key, JWEAlgorithm algorithm) {
    return KeyType.forAlgorithm(algorithm).equals(key.getKeyType())
        && strong(key)
        && (key.getKeyUse() == null || key.getKeyUse().equals(KeyUse.ENCRYPTION))
        && (key.getAlgorithm() == null || key.getAlgorithm().equals(algorithm))
        && (saysNoOperation(key) || !Collections.disjoint(key.getKeyOperations(), operations(key)));
  }

  private static boolean strong(JWK key) {
    return key instanceof RSAKey rsa && rsa.size() >= MIN_RSA_BITS
        || key instanceof ECKey ec && CURVES.contains(ec.getCurve());
  }

  /** Browsers write an empty list for the public part of a key agreement. */
  private static boolean saysNoOperation(JWK key) {
    return key.getKeyOperations() == null || key.getKeyOperations().isEmpty();
  }

  private static Set<KeyOperation> operations(JWK key) {
    return key instanceof RSAKey ? WRAPS : AGREES;
  }
}
