/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.cel;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelSourceLocation;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
import dev.cel.common.navigation.CelNavigableAst;
import java.util.Optional;
import org.lumoauth.api.expression.InvalidExpressionException;

/**
 * Rejects invalid constants at compile time: regular expressions, networks and addresses. Otherwise
 * they would fail at the first decision.
 */
final class LiteralValidator {

  private final Re2PatternMatcher patterns;

  LiteralValidator(Re2PatternMatcher patterns) {
    this.patterns = patterns;
  }

  /**
   * @throws InvalidExpressionException at the first invalid constant
   */
  void check(CelAbstractSyntaxTree tree) {
    CelNavigableAst.fromAst(tree)
        .getRoot()
        .allNodes()
        // A method reference would name the package-private class that declares the method.
        .map(node -> node.expr())
        .filter(node -> node.getKind() == Kind.CALL)
        .forEach(node -> checkCall(tree, node));
  }

  private void checkCall(CelAbstractSyntaxTree tree, CelExpr node) {
    var call = node.call();
    if (call.args().isEmpty()) {
      return;
    }
    var last = call.args().get(call.args().size() - 1);
    if (last.getKind() != Kind.CONSTANT
        || last.constant().getKind() != CelConstant.Kind.STRING_VALUE) {
      return;
    }
    var text = last.constant().stringValue();
    try {
      switch (call.function()) {
        case CelFunctions.MATCHES -> patterns.compile(text);
        case CelFunctions.IN_CIDR -> CidrNetwork.parse(text);
        case CelFunctions.IP_ADDRESS -> IpAddress.parse(text);
        default -> {}
      }
    } catch (IllegalArgumentException unusable) {
      throw refusal(tree, last, call.function());
    }
  }

  private static InvalidExpressionException refusal(
      CelAbstractSyntaxTree tree, CelExpr at, String function) {
    var what =
        switch (function) {
          case CelFunctions.MATCHES -> "an RE2 regular expression of allowed size";
          case CelFunctions.IN_CIDR -> "a network such as 10.0.0.0/8";
          default -> "an IP address";
        };
    var place =
        Optional.ofNullable(tree.getSource().getPositionsMap().get(at.id()))
            .flatMap(tree.getSource()::getOffsetLocation);
    return new InvalidExpressionException(
        "The argument of " + function + " is not " + what,
        place.map(CelSourceLocation::getLine).orElse(0),
        place.map(found -> found.getColumn() + 1).orElse(0));
  }
}
