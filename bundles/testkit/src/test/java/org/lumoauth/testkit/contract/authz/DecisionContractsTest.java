/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.testkit.contract.authz;

import static org.lumoauth.testkit.builder.TestBuilders.aQuestion;
import static org.lumoauth.testkit.builder.TestBuilders.aTenant;
import static org.lumoauth.testkit.builder.TestBuilders.anAgentRef;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.lumoauth.api.agent.QuestionInterpreter;
import org.lumoauth.api.agent.QuestionInterpreter.ActionCandidate;
import org.lumoauth.api.agent.QuestionInterpreter.QuestionInterpretation;
import org.lumoauth.api.authz.AuthorizationModel;
import org.lumoauth.api.authz.AuthorizationVote;
import org.lumoauth.api.authz.DecisionReason;
import org.lumoauth.api.authz.DecisionRequest;
import org.lumoauth.api.authz.EffectivePermission;
import org.lumoauth.api.authz.SubjectPermissionProvider;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.testkit.contract.ContractVerdict;
import org.lumoauth.testkit.contract.agent.QuestionInterpreterContract;

class DecisionContractsTest {

  private static final TenantContext ACME = aTenant().build();

  @Test
  void acceptsCompliantModel() {
    ContractVerdict.holds(GoodModel.class);
  }

  @Test
  void detectsModelIgnoringTenant() {
    ContractVerdict.breaks(ForgetfulModel.class, "permitsNothingInAnotherTenant");
  }

  @Test
  void detectsModelIgnoringCase() {
    ContractVerdict.breaks(CarelessModel.class, "comparesActionsByteForByte");
  }

  @Test
  void detectsModelFailingOnUnexpectedRequest() {
    ContractVerdict.breaks(FragileModel.class, "acceptsAnyResourceAndContext");
  }

  @Test
  void acceptsCompliantPermissionProvider() {
    ContractVerdict.holds(GoodPermissions.class);
  }

  @Test
  void detectsPermissionsForUnknownSubjects() {
    ContractVerdict.breaks(
        GenerousPermissions.class,
        "listsNothingInAnotherTenant",
        "listsNothingForUnknownSubjects",
        "listsNothingForSubjectsOfAnotherType");
  }

  @Test
  void acceptsCompliantInterpreter() {
    ContractVerdict.holds(GoodInterpreter.class);
  }

  @Test
  void detectsOverconfidentInterpreter() {
    ContractVerdict.breaks(SureInterpreter.class, "givesLowConfidenceForMeaninglessText");
  }

  private static AuthorizationVote vote(boolean permit) {
    return permit
        ? AuthorizationVote.permit(
            DecisionReason.of("rule_permits", "The rule permits it.", Map.of()))
        : AuthorizationVote.deny(
            DecisionReason.of("no_rule", "No rule permits it.", Map.of()), "Ask for a rule.");
  }

  abstract static class Model extends AuthorizationModelContract {
    @Override
    protected TenantContext tenant() {
      return ACME;
    }

    @Override
    protected DecisionRequest permitted() {
      return aQuestion().build();
    }

    @Override
    protected DecisionRequest refused() {
      return aQuestion().withAction("documents.delete").build();
    }
  }

  static class GoodModel extends Model {
    @Override
    protected AuthorizationModel model() {
      return (tenant, question) ->
          vote(
              tenant.id().equals(ACME.id())
                  && question.subject().equals(anAgentRef())
                  && question.action().equals("documents.read"));
    }
  }

  static class ForgetfulModel extends Model {
    @Override
    protected AuthorizationModel model() {
      return (tenant, question) ->
          vote(
              question.subject().equals(anAgentRef())
                  && question.action().equals("documents.read"));
    }
  }

  static class CarelessModel extends Model {
    @Override
    protected AuthorizationModel model() {
      return (tenant, question) ->
          vote(
              tenant.id().equals(ACME.id())
                  && question.subject().equals(anAgentRef())
                  && question.action().strip().equalsIgnoreCase("documents.read"));
    }
  }

  static class FragileModel extends GoodModel {
    @Override
    protected AuthorizationModel model() {
      var good = super.model();
      return (tenant, question) -> {
        if (question.context().get("time") instanceof String time) {
          java.time.Instant.parse(time);
        }
        return good.vote(tenant, question);
      };
    }
  }

  abstract static class Permissions extends SubjectPermissionProviderContract {
    static final List<EffectivePermission> LISTED =
        List.of(new EffectivePermission("documents.read", Optional.empty(), "role:Reader"));

    @Override
    protected TenantContext tenant() {
      return ACME;
    }

    @Override
    protected SubjectRef subject() {
      return anAgentRef();
    }

    @Override
    protected String permission() {
      return "documents.read";
    }
  }

  static class GoodPermissions extends Permissions {
    @Override
    protected SubjectPermissionProvider source() {
      return (tenant, subject) ->
          tenant.id().equals(ACME.id()) && subject.equals(anAgentRef()) ? LISTED : List.of();
    }
  }

  static class GenerousPermissions extends Permissions {
    @Override
    protected SubjectPermissionProvider source() {
      return (tenant, subject) -> LISTED;
    }
  }

  abstract static class Interpreter extends QuestionInterpreterContract {
    @Override
    protected TenantContext tenant() {
      return ACME;
    }

    @Override
    protected SubjectRef agent() {
      return anAgentRef();
    }

    @Override
    protected String understood() {
      return "May I read documents?";
    }

    @Override
    protected String action() {
      return "documents.read";
    }
  }

  static class GoodInterpreter extends Interpreter {
    @Override
    protected QuestionInterpreter interpreter() {
      return (tenant, agent, words) ->
          words.text().equals(understood()) ? meaning(0.9) : QuestionInterpretation.empty();
    }
  }

  static class SureInterpreter extends Interpreter {
    @Override
    protected QuestionInterpreter interpreter() {
      return (tenant, agent, words) -> meaning(1);
    }
  }

  private static QuestionInterpretation meaning(double confidence) {
    return new QuestionInterpretation(
        List.of(new ActionCandidate("documents.read", confidence)),
        Optional.empty(),
        Optional.empty());
  }
}
