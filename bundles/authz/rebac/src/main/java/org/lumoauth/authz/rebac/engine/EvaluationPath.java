/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.rebac.engine;

import java.util.Arrays;
import org.lumoauth.authz.rebac.index.Userset;

/** The path of nodes that are being evaluated, starting at the root. */
final class EvaluationPath {

  private Userset[] nodes = new Userset[16];
  private int[] negations = new int[16];
  private int depth;

  int depth() {
    return depth;
  }

  void push(Userset node, int subtractions) {
    if (depth == nodes.length) {
      nodes = Arrays.copyOf(nodes, depth * 2);
      negations = Arrays.copyOf(negations, depth * 2);
    }
    nodes[depth] = node;
    negations[depth++] = subtractions;
  }

  void pop() {
    nodes[--depth] = null;
  }

  /** Returns the position of a node, or -1 if it is not on the path. */
  int place(Userset node) {
    for (int i = depth - 1; i >= 0; i--) {
      if (nodes[i].equals(node)) {
        return i;
      }
    }
    return -1;
  }

  /** Returns the number of subtractions above a position. */
  int negations(int place) {
    return negations[place];
  }
}
