/** The questions that come most often, as endpoints that the door calls directly. */
package org.lumoauth.authz.openfga.check;
