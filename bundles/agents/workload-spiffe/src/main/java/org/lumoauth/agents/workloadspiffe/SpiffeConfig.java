package org.lumoauth.agents.workloadspiffe;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Settings of {@code etc/org.lumoauth.agents.workload.spiffe.cfg}. */
@ObjectClassDefinition(name = "LumoAuth SPIFFE")
public @interface SpiffeConfig {

  /** The pid; without a hyphen, which would begin the name of one of several in a file's name. */
  String PID = "org.lumoauth.agents.workload.spiffe";

  @AttributeDefinition(
      description =
          "Trust domains with the addresses of their bundle endpoints (profile https_web), as"
              + " example.org=https://spire.example.org/bundle; empty: no trust domain is known.")
  String[] bundles() default {};
}
