/** The tutorials of the documentation, as they are written. */
package org.lumoauth.itests.http.tutorial;
