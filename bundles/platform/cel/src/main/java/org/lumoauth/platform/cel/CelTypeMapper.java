/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.cel;

import dev.cel.common.types.CelType;
import dev.cel.common.types.ListType;
import dev.cel.common.types.MapType;
import dev.cel.common.types.OpaqueType;
import dev.cel.common.types.SimpleType;
import org.lumoauth.api.expression.ExpressionType;

/** Maps the contract's types to CEL types. */
final class CelTypeMapper {

  /** CEL has no address type; the name is the same as in OpenFGA. */
  static final CelType IP_ADDRESS = OpaqueType.create("ipaddress");

  private CelTypeMapper() {}

  static CelType of(ExpressionType type) {
    return switch (type.kind()) {
      case BOOL -> SimpleType.BOOL;
      case STRING -> SimpleType.STRING;
      case INT -> SimpleType.INT;
      case UINT -> SimpleType.UINT;
      case DOUBLE -> SimpleType.DOUBLE;
      case DURATION -> SimpleType.DURATION;
      case TIMESTAMP -> SimpleType.TIMESTAMP;
      case IP_ADDRESS -> IP_ADDRESS;
      case LIST -> ListType.create(element(type));
      case MAP -> MapType.create(SimpleType.STRING, element(type));
      case ANY -> SimpleType.DYN;
    };
  }

  private static CelType element(ExpressionType type) {
    return type.element().map(CelTypeMapper::of).orElse(SimpleType.DYN);
  }
}
