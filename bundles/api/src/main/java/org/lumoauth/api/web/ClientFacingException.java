/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.api.web;

/** Implemented by exceptions that define the error for the caller if they are not handled. */
public interface ClientFacingException {

  /** Returns the error for the caller. */
  ApiException toApiException();
}
