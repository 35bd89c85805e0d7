package org.lumoauth.platform.keys.signing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.lumoauth.testkit.builder.Builders.aTenant;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.audit.Initiator;
import org.lumoauth.api.key.EncryptionKeys;
import org.lumoauth.api.key.SigningAlgorithmChoice;
import org.lumoauth.api.key.SigningKeys.Algorithm;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.platform.keys.KeysUnit;
import org.lumoauth.platform.persistence.testkit.DatabaseTest;
import org.lumoauth.platform.persistence.testkit.TestDatabase;
import org.lumoauth.platform.web.testkit.FakeExchange;

class JwksEndpointTest {

  private static final TenantContext ACME = aTenant().build();

  private final KeyRings rings = new KeyRings();

  @DatabaseTest
  void publishesTheKeysOfTokensThatAreYetToCome(TestDatabase database) throws IOException {
    var endpoint = endpoint(database);
    endpoint.choices =
        List.of(
            tenant -> Optional.of(Algorithm.ES256),
            tenant -> Optional.of(Algorithm.Ed25519),
            tenant -> Optional.of(Algorithm.ES256),
            tenant -> Optional.empty());

    FakeExchange answer = read(endpoint);

    assertEquals(Set.of("P-256", "Ed25519"), curves(answer));
  }

  @DatabaseTest
  void publishesAKeyOfEveryAlgorithmThatIsOffered(TestDatabase database) throws IOException {
    var endpoint = endpoint(database);
    endpoint.choices = List.of(new AllAlgorithms());

    assertEquals(
        Set.of("RS256", "PS256", "ES256", "Ed25519"), Set.copyOf(algorithms(read(endpoint))));
  }

  /** A relying party that keeps the set must find the key that signs after the next rotation. */
  @DatabaseTest
  void mayBeCachedOnceEveryAlgorithmHasItsNextKey(TestDatabase database) throws IOException {
    var endpoint = endpoint(database);
    endpoint.choices = List.of(new AllAlgorithms());

    assertEquals("no-cache", read(endpoint).responseHeader("Cache-Control"));
    rings.background.run();
    FakeExchange settled = read(endpoint);

    assertEquals("public, max-age=3600", settled.responseHeader("Cache-Control"));
    assertEquals(2 * Algorithm.values().length, algorithms(settled).size());
  }

  /** Says that the tenant's tokens are signed by ES256, and that clients can choose any. */
  private static final class AllAlgorithms implements SigningAlgorithmChoice {
    @Override
    public Optional<Algorithm> of(TenantContext tenant) {
      return Optional.of(Algorithm.ES256);
    }

    @Override
    public Set<Algorithm> offered(TenantContext tenant) {
      return Set.of(Algorithm.values());
    }
  }

  private static List<Object> algorithms(FakeExchange answer) {
    var keys = (List<?>) ((Map<?, ?>) answer.body()).get("keys");
    return keys.stream().map(key -> (Object) ((Map<?, ?>) key).get("alg")).toList();
  }

  @DatabaseTest
  void letsNobodyRememberThatThereAreNone(TestDatabase database) throws IOException {
    FakeExchange answer = read(endpoint(database));

    assertEquals(Set.of(), curves(answer));
    assertEquals("no-cache", answer.responseHeader("Cache-Control"));
  }

  private JwksEndpoint endpoint(TestDatabase database) {
    return new JwksEndpoint(
        3_600, rings.hearing(database.open(KeysUnit.DEFINITION)), new NoEncryption());
  }

  private static FakeExchange read(JwksEndpoint endpoint) throws IOException {
    FakeExchange exchange = FakeExchange.get(ACME, "/.well-known/jwks.json");
    endpoint.handle(exchange);
    return exchange;
  }

  private static Set<Object> curves(FakeExchange answer) {
    var keys = (List<?>) ((Map<?, ?>) answer.body()).get("keys");
    return Set.copyOf(keys.stream().map(key -> (Object) ((Map<?, ?>) key).get("crv")).toList());
  }

  /** Nobody encrypts anything here. */
  private static final class NoEncryption implements EncryptionKeys {

    @Override
    public Set<String> algorithms() {
      return Set.of();
    }

    @Override
    public Set<String> encodings() {
      return Set.of();
    }

    @Override
    public void publish(TenantContext tenant) {
      throw new UnsupportedOperationException();
    }

    @Override
    public List<Map<String, Object>> publicKeys(TenantContext tenant) {
      return List.of();
    }

    @Override
    public String decrypt(
        TenantContext tenant, String jwe, Set<String> algorithms, Set<String> encodings) {
      throw new UnsupportedOperationException();
    }

    @Override
    public List<String> rotate(TenantContext tenant, boolean endOld, Initiator by) {
      throw new UnsupportedOperationException();
    }
  }
}
