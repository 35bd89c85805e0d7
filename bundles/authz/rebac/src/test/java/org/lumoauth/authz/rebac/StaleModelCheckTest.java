/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.rebac;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lumoauth.authz.rebac.HandBuiltModels.computed;
import static org.lumoauth.authz.rebac.RebacModuleFixture.ACME;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.relation.RelationQueryContext;
import org.lumoauth.api.relation.RelationQueryService.RelationBatchCheckItem;
import org.lumoauth.authz.rebac.model.RelationModel;
import org.lumoauth.authz.rebac.store.RelationStoreKey;
import org.lumoauth.platform.persistence.testkit.DatabaseTest;
import org.lumoauth.platform.persistence.testkit.TestDatabase;

/**
 * The new enemy by way of the model: viewers could read, then they no longer could, then bob became
 * a viewer. Bob could never read, whatever another node remembers of how far the store is.
 */
class StaleModelCheckTest {

  private static final RelationModel OPEN = readers("viewer");
  private static final RelationModel CLOSED = readers("owner");

  private static final List<RebacTestConfig> CONFIGS =
      List.of(
          RebacTestConfig.standard(),
          RebacTestConfig.bare(),
          RebacTestConfig.bare().held(0, 10_000));

  @DatabaseTest
  void neverPermitsByAnOutdatedModel(TestDatabase database) throws Exception {
    var shared = RebacModuleFixture.Shared.fresh();
    for (RebacTestConfig config : CONFIGS) {
      try (var here = new RebacModuleFixture(database.units(), config, shared);
          var there = new RebacModuleFixture(database.anotherServer(), config, here.shared)) {
        var remote = closedAfterTheOtherNodeLooked(here, there);

        assertFalse(remote.check("document:1#reader@user:bob"));
      }
    }
  }

  @DatabaseTest
  void neverPermitsByAnOutdatedModelInABatch(TestDatabase database) throws Exception {
    var shared = RebacModuleFixture.Shared.fresh();
    for (RebacTestConfig config : CONFIGS) {
      try (var here = new RebacModuleFixture(database.units(), config, shared);
          var there = new RebacModuleFixture(database.anotherServer(), config, here.shared)) {
        var remote = closedAfterTheOtherNodeLooked(here, there);

        var outcome =
            there
                .queries
                .checkAll(
                    ACME,
                    remote.store.id(),
                    List.of(
                        new RelationBatchCheckItem(
                            TupleSampleParser.key("document:1#reader@user:bob"),
                            RelationQueryContext.standard())))
                .get(0);

        assertFalse(outcome.answer().orElseThrow().allowed());
      }
    }
  }

  @DatabaseTest
  void neverListsObjectsByAnOutdatedModel(TestDatabase database) throws Exception {
    var shared = RebacModuleFixture.Shared.fresh();
    for (RebacTestConfig config : CONFIGS) {
      try (var here = new RebacModuleFixture(database.units(), config, shared);
          var there = new RebacModuleFixture(database.anotherServer(), config, here.shared)) {
        var remote = closedAfterTheOtherNodeLooked(here, there);

        assertEquals(List.of(), remote.objects("document", "reader", "user:bob"));
      }
    }
  }

  @DatabaseTest
  void answersByTheModelThatIsNamedWhateverIsCurrent(TestDatabase database) throws Exception {
    var shared = RebacModuleFixture.Shared.fresh();
    for (RebacTestConfig config : CONFIGS) {
      try (var here = new RebacModuleFixture(database.units(), config, shared);
          var there = new RebacModuleFixture(database.anotherServer(), config, here.shared)) {
        var remote = closedAfterTheOtherNodeLooked(here, there);
        var open = there.models.list(ACME, remote.store.id(), 10, Optional.empty()).items().get(1);

        assertTrue(
            remote.check(
                "document:1#reader@user:bob",
                new RelationQueryContext(
                    Optional.of(open.id()),
                    List.of(),
                    Map.of(),
                    RelationQueryContext.standard().consistency())));
      }
    }
  }

  /** The other node read the head and no tuples while the store was still open. */
  private static RebacModuleFixture.Place closedAfterTheOtherNodeLooked(
      RebacModuleFixture here, RebacModuleFixture there) {
    var place = here.place(OPEN, "document:1#viewer@user:anne");
    var remote = there.new Place(place.store);
    there.heads.recent(new RelationStoreKey(ACME.id(), place.store.id()));
    place.model(CLOSED);
    place.write("document:1#viewer@user:bob");
    return remote;
  }

  private static RelationModel readers(String relation) {
    return HandBuiltModels.model()
        .type("user")
        .type("document")
        .define("owner", "user")
        .define("viewer", "user")
        .define("reader", computed(relation))
        .build();
  }
}
