/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.authz;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Settings of the decision service, in {@code etc/org.lumoauth.platform.authz.cfg}. */
@ObjectClassDefinition(
    name = "LumoAuth decisions",
    description = "How authorization models are evaluated and which are required.")
@interface AuthzConfig {

  @AttributeDefinition(
      name = "Required models",
      description =
          "Subject type = model. Requests about such a subject fail while the model "
              + "is"
              + " unavailable, because the limits that it sets would not apply.")
  String[] requiredModels() default {"agent=agents-capability"};

  @AttributeDefinition(
      name = "Models that never deny",
      description =
          "Names of models that only permit, in addition to models that declare this "
              + "themselves. While any"
              + " other installed model is unavailable, requests that it could deny are not"
              + " permitted.")
  String[] neverDenyingModels() default {"rbac", "rebac"};

  @AttributeDefinition(
      name = "Ceilings",
      description =
          "Names of models that set a limit: their denial applies under every "
              + "combining rule, and"
              + " their permit overrides no denial. The scope of a credential is always "
              + "such a limit.")
  String[] ceilingModels() default {"agents-capability"};

  @AttributeDefinition(
      name = "Models evaluated in the caller's thread",
      description =
          "Names of models that answer from memory. Every other model is evaluated "
              + "in a"
              + " separate thread, so that a blocked model does not block callers.")
  String[] inlineModels() default {"rbac", "agents-capability", "abac", "rebac"};

  @AttributeDefinition(
      name = "Timeout of a vote, in milliseconds",
      description = "A vote that arrives later counts as a failure and therefore as a denial.")
  long voteTimeoutMillis() default 2000;

  @AttributeDefinition(
      name = "Timeout of a batch of decisions, in milliseconds",
      description =
          "Applies to all requests of a batch together. Requests that are not "
              + "decided in time are denied, and the"
              + " response says so.")
  long batchTimeoutMillis() default 10_000;

  @AttributeDefinition(
      name = "Concurrent calls per model",
      description = "How many calls of one model may run in separate threads at the same time.")
  int callsPerModel() default 32;
}
