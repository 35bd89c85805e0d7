package org.lumoauth.agents.jit;

import static org.lumoauth.agents.jit.Bench.ACME;
import static org.lumoauth.testkit.builder.Builders.aQuestion;

import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.lumoauth.api.authz.AuthorizationModel;
import org.lumoauth.api.authz.Question;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.platform.persistence.testkit.TestDatabase;
import org.lumoauth.testkit.contract.AuthorizationModelContract;

class TaskModelContractTest extends AuthorizationModelContract {

  private TestDatabase database;
  private TaskModel model;
  private SubjectRef task;

  @BeforeEach
  void open() {
    database = TestDatabase.inMemory();
    var bench = new Bench(database);
    model = new TaskModel(bench.subjects);
    var begun = bench.taskStore.find(ACME.id(), bench.task(), Instant.now()).orElseThrow();
    task = new SubjectRef(TaskSubjects.TYPE, begun.subject());
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
  protected Question permitted() {
    return question("documents.read");
  }

  @Override
  protected Question refused() {
    return question("documents.delete");
  }

  private Question question(String action) {
    return aQuestion().about(task).toDo(action).byCredentialFor("documents.read").build();
  }
}
