package org.lumoauth.authz.rebac.engine;

import java.util.Arrays;
import org.lumoauth.authz.rebac.index.Userset;

/** The nodes that are being worked out, from the first down. */
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

  /** The place of a node; -1 if it is not on the path. */
  int place(Userset node) {
    for (int i = depth - 1; i >= 0; i--) {
      if (nodes[i].equals(node)) {
        return i;
      }
    }
    return -1;
  }

  /** How many subtractions there were above a place. */
  int negations(int place) {
    return negations[place];
  }
}
