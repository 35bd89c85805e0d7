/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.keys.signing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.util.JSONObjectUtils;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * The JWS vectors of C2SP Wycheproof against our verifying, with the JDK and with the fastest
 * provider: nothing invalid is accepted, and of what is valid everything by an algorithm of ours.
 * The vectors are looked for in {@code shared/data/jose} in the folders above the project.
 */
class SigningWycheproofTest {

  private static final String FILE = "shared/data/jose/json_web_signature_test.json";
  private static final String MISSING =
      FILE + " is in no folder above this checkout: no vector was tried.";
  private static final Set<String> OURS = Set.of("RS256", "PS256", "ES256", "Ed25519");

  @TestFactory
  Stream<DynamicTest> verifiesExactlyTheValidSignatures() throws Exception {
    Optional<Path> file = vectors();
    if (file.isEmpty()) {
      return Stream.of(DynamicTest.dynamicTest(MISSING, () -> assumeTrue(false, MISSING)));
    }
    List<DynamicTest> tests = new ArrayList<>();
    for (JcaProviderSelector provider :
        List.of(JcaProviderSelector.jdk(), JcaProviderSelector.fastest())) {
      for (Map<String, Object> group : objects(read(file.get()), "testGroups")) {
        for (Map<String, Object> vector : objects(group, "tests")) {
          tests.add(test(provider, group, vector));
        }
      }
    }
    return tests.stream();
  }

  private static DynamicTest test(
      JcaProviderSelector provider, Map<String, Object> group, Map<String, Object> vector) {
    String jws = (String) vector.get("jws");
    boolean valid = "valid".equals(vector.get("result")) && isOurs(group, jws);
    return DynamicTest.dynamicTest(
        provider.name() + " " + vector.get("tcId") + " " + vector.get("comment"),
        () -> assertEquals(valid, verifies(provider, group, jws)));
  }

  /** A header may have no parameter but ours, and the key must name the algorithm. */
  private static boolean isOurs(Map<String, Object> group, String jws) {
    try {
      var header = JWSObject.parse(jws).getHeader();
      return group.get("public") instanceof Map<?, ?> key
          && OURS.contains(String.valueOf(key.get("alg")))
          && key.get("alg").equals(header.getAlgorithm().getName())
          && Set.of("alg", "kid", "typ").containsAll(header.getIncludedParams());
    } catch (Exception e) {
      return false;
    }
  }

  private static boolean verifies(
      JcaProviderSelector provider, Map<String, Object> group, String jws) {
    try {
      JWK key = JWK.parse(object(group, "public"));
      JwsVerificationKey.of(key, provider.get()).verify(JWSObject.parse(jws));
      return true;
    } catch (Exception refused) {
      return false;
    }
  }

  private static Optional<Path> vectors() {
    for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
      if (Files.isReadable(at.resolve(FILE))) {
        return Optional.of(at.resolve(FILE));
      }
    }
    return Optional.empty();
  }

  private static Map<String, Object> read(Path file) throws Exception {
    return JSONObjectUtils.parse(Files.readString(file));
  }

  private static List<Map<String, Object>> objects(Map<String, Object> of, String name)
      throws Exception {
    return List.of(JSONObjectUtils.getJSONObjectArray(of, name));
  }

  private static Map<String, Object> object(Map<String, Object> of, String name) throws Exception {
    Map<String, Object> object = JSONObjectUtils.getJSONObject(of, name);
    return object == null ? Map.of() : object;
  }
}
