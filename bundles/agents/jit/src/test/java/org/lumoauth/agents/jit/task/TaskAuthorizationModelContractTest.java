/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.jit.task;

import static org.lumoauth.agents.jit.JitBundleFixture.ACME;
import static org.lumoauth.testkit.builder.TestBuilders.aQuestion;

import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.lumoauth.agents.jit.JitBundleFixture;
import org.lumoauth.api.authz.AuthorizationModel;
import org.lumoauth.api.authz.DecisionRequest;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.platform.persistence.testkit.TestDatabase;
import org.lumoauth.testkit.contract.authz.AuthorizationModelContract;

class TaskAuthorizationModelContractTest extends AuthorizationModelContract {

  private TestDatabase database;
  private TaskAuthorizationModel model;
  private SubjectRef task;

  @BeforeEach
  void open() {
    database = TestDatabase.inMemory();
    var bench = new JitBundleFixture(database);
    model = new TaskAuthorizationModel(bench.subjects);
    var begun = bench.taskStore.find(ACME.id(), bench.task(), Instant.now()).orElseThrow();
    task = new SubjectRef(TaskSubjectSource.TYPE, begun.subject());
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Override
  protected AuthorizationModel model() {
    return model;
  }

  @Override
  protected TenantContext tenant() {
    return ACME;
  }

  @Override
  protected DecisionRequest permitted() {
    return question("documents.read");
  }

  @Override
  protected DecisionRequest refused() {
    return question("documents.delete");
  }

  private DecisionRequest question(String action) {
    return aQuestion().about(task).withAction(action).byCredentialFor("documents.read").build();
  }
}
