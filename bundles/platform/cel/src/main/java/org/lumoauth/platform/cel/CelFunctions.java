/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.cel;

import dev.cel.common.CelFunctionDecl;
import dev.cel.common.CelOverloadDecl;
import dev.cel.common.types.SimpleType;
import dev.cel.runtime.CelFunctionBinding;
import java.util.List;

/** Additional functions: IP addresses, and regular expressions with limits. */
final class CelFunctions {

  static final String MATCHES = "matches";
  static final String IN_CIDR = "in_cidr";
  static final String IP_ADDRESS = "ipaddress";

  private final Re2PatternMatcher patterns;

  CelFunctions(Re2PatternMatcher patterns) {
    this.patterns = patterns;
  }

  List<CelFunctionDecl> declarations() {
    return List.of(
        CelFunctionDecl.newFunctionDeclaration(
            MATCHES,
            CelOverloadDecl.newGlobalOverload(
                "matches", SimpleType.BOOL, SimpleType.STRING, SimpleType.STRING),
            CelOverloadDecl.newMemberOverload(
                "matches_string", SimpleType.BOOL, SimpleType.STRING, SimpleType.STRING)),
        CelFunctionDecl.newFunctionDeclaration(
            IN_CIDR,
            CelOverloadDecl.newMemberOverload(
                "ipaddress_in_cidr", SimpleType.BOOL, CelTypeMapper.IP_ADDRESS, SimpleType.STRING)),
        CelFunctionDecl.newFunctionDeclaration(
            IP_ADDRESS,
            CelOverloadDecl.newGlobalOverload(
                "string_to_ipaddress", CelTypeMapper.IP_ADDRESS, SimpleType.STRING)));
  }

  @SuppressWarnings("Immutable") // the matcher's cache of patterns does not change its results
  List<CelFunctionBinding> bindings() {
    return List.of(
        CelFunctionBinding.from("matches", String.class, String.class, patterns::matches),
        CelFunctionBinding.from("matches_string", String.class, String.class, patterns::matches),
        CelFunctionBinding.from(
            "ipaddress_in_cidr", IpAddress.class, String.class, IpAddress::isIn),
        CelFunctionBinding.from("string_to_ipaddress", String.class, IpAddress::parse));
  }
}
