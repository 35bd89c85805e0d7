package org.lumoauth.agents.workloadaws;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Settings of {@code etc/org.lumoauth.agents.workload.aws.cfg}. */
@ObjectClassDefinition(name = "LumoAuth AWS workloads")
public @interface AwsConfig {

  /** The pid; without a hyphen, which would begin the name of one of several in a file's name. */
  String PID = "org.lumoauth.agents.workload.aws";

  @AttributeDefinition(
      description =
          "Endpoints of the security token service that signed requests may be sent to, as"
              + " https://sts.eu-central-1.amazonaws.com; nothing is sent anywhere else.")
  String[] stsEndpoints() default {"https://sts.amazonaws.com"};
}
