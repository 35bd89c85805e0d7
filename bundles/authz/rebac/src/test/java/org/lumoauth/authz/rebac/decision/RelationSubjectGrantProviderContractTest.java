/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.rebac.decision;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lumoauth.authz.rebac.RebacModuleFixture.ACME;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.lumoauth.api.authz.SubjectGrantProvider;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.authz.rebac.HandBuiltModels;
import org.lumoauth.authz.rebac.RebacModuleFixture;
import org.lumoauth.platform.persistence.testkit.TestDatabase;
import org.lumoauth.testkit.contract.authz.SubjectGrantProviderContract;
import org.lumoauth.testkit.fake.user.FakeUserDirectory;

class RelationSubjectGrantProviderContractTest extends SubjectGrantProviderContract {

  private final FakeUserDirectory users = new FakeUserDirectory();
  private TestDatabase database;
  private RebacModuleFixture world;
  private RebacModuleFixture.Place place;
  private RelationSubjectGrantProvider provider;

  @BeforeEach
  void start() {
    database = TestDatabase.inMemory();
    world = new RebacModuleFixture(database);
    place = world.new Place(world.stores.create(ACME, "Other store", RebacModuleFixture.SOMEBODY));
    place.model(
        HandBuiltModels.model()
            .type("user")
            .type("group")
            .define("member", "user")
            .type("document")
            .define("owner", "user", "group#member")
            .build());
    place.write("document:plan#owner@user:anne");
    provider = new RelationSubjectGrantProvider(world.unit, users);
  }

  @AfterEach
  void stop() {
    world.close();
    database.close();
  }

  @Override
  protected SubjectGrantProvider provider() {
    return provider;
  }

  @Override
  protected TenantContext tenant() {
    return ACME;
  }

  @Override
  protected SubjectRef subject() {
    return new SubjectRef(SubjectRef.USER, "anne");
  }

  @Test
  void reportsTupleOfUserGroup() {
    place.write("document:plan#owner@group:payers#member");
    var beth = new SubjectRef(SubjectRef.USER, "beth");
    assertFalse(provider.grants(ACME, beth).openEnded());

    users.inGroups(ACME, "beth", "payers");

    assertTrue(provider.grants(ACME, beth).openEnded());
  }
}
