package org.lumoauth.platform.authz;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Settings of the decision service, in {@code etc/org.lumoauth.platform.authz.cfg}. */
@ObjectClassDefinition(
    name = "LumoAuth decisions",
    description = "How authorization models are asked and which must be there.")
@interface AuthzConfig {

  @AttributeDefinition(
      name = "Required models",
      description =
          "Subject type = model. A question about such a subject is not answered while the model is"
              + " absent, because it sets a limit that its absence would lift.")
  String[] requiredModels() default {"agent=agents-capability"};

  @AttributeDefinition(
      name = "Models that never deny",
      description =
          "Names of models that only ever permit, beside those that say so themselves. While any"
              + " other model is away that is installed, nothing is permitted of what it might have"
              + " denied.")
  String[] neverDenyingModels() default {"rbac", "rebac"};

  @AttributeDefinition(
      name = "Ceilings",
      description =
          "Names of models that set a limit: their denial stands under every combining rule, and"
              + " their permit overrides nothing. The scope of a credential always does.")
  String[] ceilingModels() default {"agents-capability"};

  @AttributeDefinition(
      name = "Models asked in the caller's thread",
      description =
          "Names of models that are known to answer from memory. Every other model is asked in a"
              + " thread of its own, so that one that hangs holds nobody up.")
  String[] inlineModels() default {"rbac", "agents-capability", "abac", "rebac"};

  @AttributeDefinition(
      name = "Time for a vote, in milliseconds",
      description = "A vote that comes later counts as a failure, so as a denial.")
  long voteTimeoutMillis() default 2000;

  @AttributeDefinition(
      name = "Time for several decisions, in milliseconds",
      description =
          "For all questions that are asked together. What is not decided by then is denied, and the"
              + " answer says so.")
  long batchTimeoutMillis() default 10_000;

  @AttributeDefinition(
      name = "Calls in flight per model",
      description = "How many calls of one model may wait in threads of their own at once.")
  int callsPerModel() default 32;
}
