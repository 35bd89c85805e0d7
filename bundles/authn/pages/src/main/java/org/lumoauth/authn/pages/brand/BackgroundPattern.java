/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authn.pages.brand;

/** A background pattern of thin lines. */
enum BackgroundPattern {
  HEXAGONAL(
      "repeating-linear-gradient(0deg,%1$s 0 1px,#0000 1px 28px),"
          + "repeating-linear-gradient(60deg,%1$s 0 1px,#0000 1px 28px),"
          + "repeating-linear-gradient(-60deg,%1$s 0 1px,#0000 1px 28px)"),
  DIAMOND(
      "repeating-linear-gradient(60deg,%1$s 0 1px,#0000 1px 32px),"
          + "repeating-linear-gradient(-60deg,%1$s 0 1px,#0000 1px 32px)"),
  CROSSHATCH(
      "repeating-linear-gradient(45deg,%1$s 0 1px,#0000 1px 14px),"
          + "repeating-linear-gradient(-45deg,%1$s 0 1px,#0000 1px 14px)"),
  ISOMETRIC(
      "repeating-linear-gradient(30deg,%1$s 0 1px,#0000 1px 28px),"
          + "repeating-linear-gradient(-30deg,%1$s 0 1px,#0000 1px 28px),"
          + "repeating-linear-gradient(90deg,%1$s 0 1px,#0000 1px 28px)"),
  CONCENTRIC("repeating-radial-gradient(circle at 50%% 0,%1$s 0 1px,#0000 1px 32px)");

  private final String layers;

  BackgroundPattern(String layers) {
    this.layers = layers;
  }

  /** Returns its layers as a value of {@code background-image}. */
  String css(RgbColour line) {
    return layers.formatted(line.hex());
  }
}
