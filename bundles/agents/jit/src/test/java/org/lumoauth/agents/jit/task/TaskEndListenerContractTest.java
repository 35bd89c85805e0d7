/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.jit.task;

import static org.lumoauth.agents.jit.JitBundleFixture.ACME;

import java.time.Instant;
import org.lumoauth.agents.jit.JitBundleFixture;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.event.DomainEvent;
import org.lumoauth.api.event.DomainEventListener;
import org.lumoauth.platform.persistence.testkit.DatabaseCachingListenerContract;
import org.lumoauth.platform.persistence.testkit.TestDatabase;

class TaskEndListenerContractTest extends DatabaseCachingListenerContract {

  private JitBundleFixture bench;
  private String taskId;
  private SubjectRef subject;

  @Override
  protected void start(TestDatabase database) {
    bench = new JitBundleFixture(database);
    taskId = bench.task();
    var task = bench.taskStore.find(ACME.id(), taskId, Instant.now()).orElseThrow();
    subject = new SubjectRef(TaskSubjectSource.TYPE, task.subject());
  }

  @Override
  protected DomainEventListener listener() {
    return bench.ends;
  }

  @Override
  protected DomainEvent awaited() {
    return new DomainEvent(AgentTaskLifecycleService.ENDED, ACME.id(), taskId);
  }

  @Override
  protected Object remembered() {
    return bench.subjects.status(ACME, subject);
  }
}
