/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.jit.task;

import static org.lumoauth.agents.jit.JitBundleFixture.ACME;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.lumoauth.agents.jit.JitBundleFixture;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.directory.SubjectSource;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.platform.persistence.testkit.TestDatabase;
import org.lumoauth.testkit.contract.authz.SubjectSourceContract;

class TaskSubjectSourceContractTest extends SubjectSourceContract {

  private TestDatabase database;
  private JitBundleFixture bench;
  private SubjectRef enabled;
  private SubjectRef disabled;

  @BeforeEach
  void open() {
    database = TestDatabase.inMemory();
    bench = new JitBundleFixture(database);
    enabled = subject(bench.task());
    var ended = bench.task();
    bench.taskDesk.complete(JitBundleFixture.by("agt_1"), ended);
    disabled = subject(ended);
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Override
  protected SubjectSource source() {
    return bench.subjects;
  }

  @Override
  protected TenantContext tenant() {
    return ACME;
  }

  @Override
  protected SubjectRef enabled() {
    return enabled;
  }

  @Override
  protected Optional<SubjectRef> disabled() {
    return Optional.of(disabled);
  }

  private SubjectRef subject(String taskId) {
    var task = bench.taskStore.find(ACME.id(), taskId, Instant.now()).orElseThrow();
    return new SubjectRef(TaskSubjectSource.TYPE, task.subject());
  }
}
