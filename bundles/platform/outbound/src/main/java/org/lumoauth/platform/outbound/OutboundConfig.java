/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.outbound;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Settings of outbound requests. */
@ObjectClassDefinition(name = "LumoAuth outbound requests")
@interface OutboundConfig {

  /** The configuration PID. */
  String PID = "org.lumoauth.platform.outbound";

  @AttributeDefinition(
      description =
          "Addresses or CIDR ranges that may be called although they are special-use "
              + "addresses, such as those of"
              + " relying parties inside the company network. Plain http is allowed only "
              + "to these addresses.")
  String[] allowedNetworks() default {};

  @AttributeDefinition(
      description =
          "The maximum number of concurrent requests; at most half of them for one "
              + "purpose or tenant.")
  int maxConcurrent() default 100;
}
