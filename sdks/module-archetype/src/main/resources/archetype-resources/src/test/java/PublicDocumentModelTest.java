package ${package};

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.lumoauth.api.authz.AuthorizationVote.VoteOutcome;
import org.lumoauth.api.authz.DecisionRequest;
import org.lumoauth.api.authz.Resource;
import org.lumoauth.testkit.builder.TestBuilders;

class PublicDocumentModelTest {

  @Test
  void permitsUsersToReadAPublicDocument() {
    assertEquals(VoteOutcome.PERMIT, vote("documents.read", "public"));
  }

  @Test
  void abstainsFromOtherDocuments() {
    assertEquals(VoteOutcome.NOT_APPLICABLE, vote("documents.read", "internal"));
  }

  @Test
  void abstainsFromOtherActions() {
    assertEquals(VoteOutcome.NOT_APPLICABLE, vote("documents.delete", "public"));
  }

  private static VoteOutcome vote(String action, String visibility) {
    var tenant = TestBuilders.aTenant().build();
    return new PublicDocumentModel().vote(tenant, request(action, visibility)).outcome();
  }

  /** Returns a request of a user about a document. */
  static DecisionRequest request(String action, String visibility) {
    return TestBuilders.aQuestion()
        .about(TestBuilders.aUserRef())
        .withAction(action)
        .on(new Resource("document", "7", Map.of("visibility", visibility)))
        .build();
  }
}
