package org.lumoauth.platform.outbound;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Settings of the way out. */
@ObjectClassDefinition(name = "LumoAuth outbound requests")
@interface OutboundConfig {

  /** The configuration's name. */
  String PID = "org.lumoauth.platform.outbound";

  @AttributeDefinition(
      description =
          "Addresses or CIDR ranges that may be asked although they are of special use, as those of"
              + " relying parties inside of the company. Plain http is taken to these alone.")
  String[] allowedNetworks() default {};

  @AttributeDefinition(
      description =
          "The most requests that are under way at once; half of them for one purpose or tenant.")
  int maxConcurrent() default 100;
}
