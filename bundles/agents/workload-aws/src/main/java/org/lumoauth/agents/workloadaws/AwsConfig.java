/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.workloadaws;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** The settings in {@code etc/org.lumoauth.agents.workload.aws.cfg}. */
@ObjectClassDefinition(name = "LumoAuth AWS workloads")
public @interface AwsConfig {

  /**
   * The configuration PID, without a hyphen, which would start a factory instance name in the file
   * name.
   */
  String PID = "org.lumoauth.agents.workload.aws";

  @AttributeDefinition(
      description =
          "STS endpoints that signed requests may be sent to, such as"
              + " https://sts.eu-central-1.amazonaws.com; requests for other endpoints are "
              + "rejected.")
  String[] stsEndpoints() default {"https://sts.amazonaws.com"};
}
