/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.keys.signing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.lumoauth.testkit.builder.TestBuilders.aTenant;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.lumoauth.api.key.SigningKeyInfo;
import org.lumoauth.api.key.SigningKeyInfo.SigningKeyState;
import org.lumoauth.api.key.SigningKeyService.SigningAlgorithm;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.platform.keys.KeysPersistenceUnit;
import org.lumoauth.platform.persistence.testkit.DatabaseTest;
import org.lumoauth.platform.persistence.testkit.TestDatabase;
import org.lumoauth.testkit.fake.FakeTenantRegistry;

class JwksMetadataContributorTest {

  private static final TenantContext ACME = aTenant().build();

  private final SigningKeyServiceFixture rings = new SigningKeyServiceFixture();
  private final FakeTenantRegistry tenants = new FakeTenantRegistry().with(ACME);

  @DatabaseTest
  void createsCurrentAndNextKeysInTheBackground(TestDatabase database) {
    var ring = rings.hearing(database.open(KeysPersistenceUnit.DEFINITION));
    var contributor = contributor(ring);

    contributor.contribute(ACME, new HashMap<>());
    assertEquals(List.of(), ring.list(ACME));

    rings.background.run();
    assertEquals(
        Map.of(
            SigningKeyState.CURRENT, 2L,
            SigningKeyState.NEXT, 2L),
        ring.list(ACME).stream()
            .collect(Collectors.groupingBy(SigningKeyInfo::state, Collectors.counting())));
  }

  @DatabaseTest
  void createsEachKeyOnce(TestDatabase database) {
    var ring = rings.hearing(database.open(KeysPersistenceUnit.DEFINITION));
    var contributor = contributor(ring);
    ring.publish(ACME, SigningAlgorithm.ES256);

    contributor.contribute(ACME, new HashMap<>());
    contributor.contribute(ACME, new HashMap<>());
    rings.background.run();

    assertEquals(2, SigningKeyServiceFixture.ids(ring, ACME, SigningKeyState.CURRENT).size());
  }

  @DatabaseTest
  void createsNoKeyAfterTheTenantWasDeleted(TestDatabase database) {
    var ring = rings.hearing(database.open(KeysPersistenceUnit.DEFINITION));

    contributor(ring).contribute(ACME, new HashMap<>());
    tenants.without(ACME);
    rings.background.run();

    assertEquals(List.of(), ring.list(ACME));
  }

  private JwksMetadataContributor contributor(DefaultSigningKeyService ring) {
    var contributor = new JwksMetadataContributor(ring, tenants);
    contributor.choices =
        List.of(
            tenant -> Optional.of(SigningAlgorithm.ES256),
            tenant -> Optional.of(SigningAlgorithm.Ed25519));
    return contributor;
  }
}
