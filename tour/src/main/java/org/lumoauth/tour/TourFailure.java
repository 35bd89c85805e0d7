/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.tour;

/** Thrown for an unexpected result. The message contains the expected and the actual result. */
final class TourFailure extends RuntimeException {

  private static final long serialVersionUID = 1L;

  TourFailure(String message) {
    super(message);
  }
}
