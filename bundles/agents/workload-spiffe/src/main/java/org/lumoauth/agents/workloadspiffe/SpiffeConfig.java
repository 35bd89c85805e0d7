/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.workloadspiffe;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** The settings in {@code etc/org.lumoauth.agents.workload.spiffe.cfg}. */
@ObjectClassDefinition(name = "LumoAuth SPIFFE")
public @interface SpiffeConfig {

  /**
   * The configuration PID, without a hyphen, which would start a factory instance name in the file
   * name.
   */
  String PID = "org.lumoauth.agents.workload.spiffe";

  @AttributeDefinition(
      description =
          "Trust domains with the URLs of their bundle endpoints (profile "
              + "https_web), such as"
              + " example.org=https://spire.example.org/bundle. Empty means that no trust "
              + "domain is accepted.")
  String[] bundles() default {};
}
