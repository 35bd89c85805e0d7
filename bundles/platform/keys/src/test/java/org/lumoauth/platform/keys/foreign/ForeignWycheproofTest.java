/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.keys.foreign;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.util.JSONObjectUtils;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.lumoauth.api.token.InvalidTokenException;
import org.lumoauth.platform.keys.signing.JcaProviderSelector;

/**
 * The JWS and JWK vectors of C2SP Wycheproof against the verifying of others' JWTs, with the JDK
 * and with the fastest provider: nothing invalid is accepted, and of what is valid everything by an
 * asymmetric key whose {@code alg} is the header's. Looked for in {@code shared/data/jose} in the
 * folders above the project.
 */
class ForeignWycheproofTest {

  private static final String FOLDER = "shared/data/jose/";
  private static final String MISSING =
      FOLDER + " is in no folder above this checkout: no vector was tried.";

  @TestFactory
  Stream<DynamicTest> verifiesExactlyTheValidSignatures() throws Exception {
    Optional<Path> folder = folder();
    if (folder.isEmpty()) {
      return Stream.of(DynamicTest.dynamicTest(MISSING, () -> assumeTrue(false, MISSING)));
    }
    List<DynamicTest> tests = new ArrayList<>();
    for (String file : List.of("json_web_signature_test.json", "json_web_key_test.json")) {
      var vectors = JSONObjectUtils.parse(Files.readString(folder.get().resolve(file)));
      for (JcaProviderSelector provider :
          List.of(JcaProviderSelector.jdk(), JcaProviderSelector.fastest())) {
        for (Map<String, Object> group : objects(vectors.get("testGroups"))) {
          for (Map<String, Object> vector : objects(group.get("tests"))) {
            tests.add(test(provider, keys(group), vector));
          }
        }
      }
    }
    return tests.stream();
  }

  private static DynamicTest test(
      JcaProviderSelector provider, List<Map<String, Object>> keys, Map<String, Object> vector) {
    String jws = (String) vector.get("jws");
    boolean valid = "valid".equals(vector.get("result")) && agrees(keys, jws);
    return DynamicTest.dynamicTest(
        vector.get("tcId") + " " + vector.get("comment"),
        () -> assertEquals(valid, verifies(provider, keys, jws)));
  }

  /** There is a public key, and what it says that it is for is what the header says. */
  private static boolean agrees(List<Map<String, Object>> keys, String jws) {
    try {
      String algorithm = JWSObject.parse(jws).getHeader().getAlgorithm().getName();
      return keys.size() == 1 && algorithm.equals(keys.get(0).get("alg"));
    } catch (Exception e) {
      return false;
    }
  }

  private static boolean verifies(
      JcaProviderSelector provider, List<Map<String, Object>> keys, String text) {
    var verifying = new DefaultForeignJwtVerifier(provider, InstantSource.system());
    try {
      StrictJws jws = StrictJws.parse(text);
      var algorithm = JwsAlgorithms.header(jws.parameter("alg").orElse(""));
      if (algorithm.isEmpty()) {
        return false;
      }
      verifying.verifySignature(jws, algorithm.get(), kid -> keys, false);
      return true;
    } catch (InvalidTokenException refused) {
      return false;
    }
  }

  private static List<Map<String, Object>> keys(Map<String, Object> group) {
    if (!(group.get("public") instanceof Map<?, ?> key)) {
      return List.of();
    }
    return key.get("keys") == null ? objects(List.of(key)) : objects(key.get("keys"));
  }

  private static Optional<Path> folder() {
    for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
      if (Files.isDirectory(at.resolve(FOLDER))) {
        return Optional.of(at.resolve(FOLDER));
      }
    }
    return Optional.empty();
  }

  @SuppressWarnings("unchecked")
  private static List<Map<String, Object>> objects(Object list) {
    return (List<Map<String, Object>>) list;
  }
}
