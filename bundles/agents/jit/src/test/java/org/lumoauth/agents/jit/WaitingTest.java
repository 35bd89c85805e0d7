package org.lumoauth.agents.jit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.lumoauth.agents.jit.Bench.ACME;
import static org.lumoauth.agents.jit.Bench.by;

import java.util.List;
import java.util.Set;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.platform.persistence.testkit.DatabaseTest;
import org.lumoauth.platform.persistence.testkit.TestDatabase;
import org.lumoauth.testkit.fake.FakeSubjects;

/** Who sees what of the requests that wait. */
class WaitingTest {

  private final FakeSubjects subjects =
      new FakeSubjects().with(ACME, new SubjectRef("agent", "agt_1"));

  @DatabaseTest
  void showsNothingOfAnAgentThatWasStopped(TestDatabase database) {
    var bench = new Bench(database);
    bench.pending(bench.task());

    subjects.disabled(ACME, new SubjectRef("agent", "agt_1"));

    assertEquals(List.of(), shown(bench, Bench.APPROVER));
    assertEquals(List.of(), shown(bench, new SubjectRef("api_key", "key_1")));
  }

  @DatabaseTest
  void showsPeopleWhatTheyMayAnswerAndKeysAll(TestDatabase database) {
    var bench = new Bench(database);
    String task = bench.task();
    String hers = bench.pending(task);
    String others = bench.pending(task);
    bench.approvals.answerable = approval -> approval.id().equals("apr_1");

    assertEquals(List.of(hers), shown(bench, Bench.APPROVER));
    assertEquals(
        Set.of(hers, others), Set.copyOf(shown(bench, new SubjectRef("api_key", "key_1"))));
    assertEquals(List.of(), shown(bench, new SubjectRef("agent", "agt_1")));
    assertEquals(
        List.of(), shown(bench, Bench.APPROVER, new SubjectRef("agent", "agt_1"))); // for her
  }

  private List<String> shown(Bench bench, SubjectRef subject, SubjectRef... actors) {
    var waiting = new Waiting(bench.requestStore, bench.tasks, bench.approvals, subjects);
    return waiting.of(ACME, by(ACME, subject, List.of(actors)).caller()).stream()
        .map(Request::id)
        .toList();
  }
}
