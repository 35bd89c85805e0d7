/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.jit.approval;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.lumoauth.agents.jit.JitBundleFixture.ACME;
import static org.lumoauth.agents.jit.JitBundleFixture.by;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.agents.jit.JitBundleFixture;
import org.lumoauth.agents.jit.request.JitRequest;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.web.Page;
import org.lumoauth.api.web.PageRequest;
import org.lumoauth.platform.persistence.testkit.DatabaseTest;
import org.lumoauth.platform.persistence.testkit.TestDatabase;
import org.lumoauth.testkit.fake.user.FakeSubjectDirectory;

/** Who sees what of the requests that wait. */
class PendingJitRequestQueryTest {

  private final FakeSubjectDirectory subjects =
      new FakeSubjectDirectory().with(ACME, new SubjectRef("agent", "agt_1"));

  @DatabaseTest
  void showsNothingOfAnAgentThatWasStopped(TestDatabase database) {
    var bench = new JitBundleFixture(database);
    bench.pending(bench.task());

    subjects.disabled(ACME, new SubjectRef("agent", "agt_1"));

    assertEquals(List.of(), shown(bench, JitBundleFixture.APPROVER));
    assertEquals(List.of(), shown(bench, new SubjectRef("api_key", "key_1")));
  }

  @DatabaseTest
  void showsPeopleWhatTheyMayAnswerAndKeysAll(TestDatabase database) {
    var bench = new JitBundleFixture(database);
    String task = bench.task();
    String hers = bench.pending(task);
    String others = bench.pending(task);
    bench.approvals.answerable = approval -> approval.id().equals("apr_1");

    assertEquals(List.of(hers), shown(bench, JitBundleFixture.APPROVER));
    assertEquals(
        Set.of(hers, others), Set.copyOf(shown(bench, new SubjectRef("api_key", "key_1"))));
    assertEquals(List.of(), shown(bench, new SubjectRef("agent", "agt_1")));
    assertEquals(
        List.of(),
        shown(bench, JitBundleFixture.APPROVER, new SubjectRef("agent", "agt_1"))); // for her
  }

  @DatabaseTest
  void showsWhatWaitsBehindMoreThanIsReadAtOnce(TestDatabase database) {
    var bench = new JitBundleFixture(database);
    bench.settings.change(ACME, "jit", Map.of("requestsPerAgentAndMinute", 10_000));
    String task = bench.task();
    String last = bench.pending(task);
    String approval =
        bench
            .requestStore
            .find(ACME.id(), last, bench.now)
            .orElseThrow()
            .approvalId()
            .orElseThrow();
    bench.now = bench.now.plusSeconds(1);
    for (int i = 0; i < PendingJitRequestQuery.AT_ONCE; i++) {
      bench.pending(task);
    }
    bench.approvals.answerable = each -> each.id().equals(approval);
    var waiting =
        new PendingJitRequestQuery(bench.requestStore, bench.tasks, bench.approvals, subjects);

    assertEquals(List.of(last), shown(bench, JitBundleFixture.APPROVER));
    var key = by(ACME, new SubjectRef("api_key", "key_1"), List.of()).caller();
    var sixth = new PageRequest(6, 100, Optional.empty(), Optional.empty(), false);
    Page<JitRequest> page = waiting.of(ACME, key, sixth);
    assertEquals(PendingJitRequestQuery.AT_ONCE + 1, page.total());
    assertEquals(List.of(last), page.items().stream().map(JitRequest::id).toList());
  }

  @DatabaseTest
  void showsTwoHundredAndFiftyOnPagesTheNewestFirst(TestDatabase database) {
    var bench = new JitBundleFixture(database);
    bench.settings.change(ACME, "jit", Map.of("requestsPerAgentAndMinute", 10_000));
    String task = bench.task();
    List<String> asked = new ArrayList<>();
    for (int i = 0; i < 250; i++) {
      bench.now = bench.now.plusMillis(1);
      asked.add(0, bench.pending(task));
    }
    var waiting =
        new PendingJitRequestQuery(bench.requestStore, bench.tasks, bench.approvals, subjects);
    var person = by(ACME, JitBundleFixture.APPROVER, List.of()).caller();

    List<String> seen = new ArrayList<>();
    for (int number = 1; number <= 3; number++) {
      var page =
          waiting.of(
              ACME,
              person,
              new PageRequest(number, 100, Optional.empty(), Optional.empty(), false));
      assertEquals(250, page.total());
      page.items().forEach(request -> seen.add(request.id()));
    }

    assertEquals(asked, seen);
  }

  private List<String> shown(JitBundleFixture bench, SubjectRef subject, SubjectRef... actors) {
    var waiting =
        new PendingJitRequestQuery(bench.requestStore, bench.tasks, bench.approvals, subjects);
    var caller = by(ACME, subject, List.of(actors)).caller();
    return waiting.of(ACME, caller, PageRequest.first()).items().stream()
        .map(JitRequest::id)
        .toList();
  }
}
