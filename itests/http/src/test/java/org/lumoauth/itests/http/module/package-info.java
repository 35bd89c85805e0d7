/** Tests of modules that are installed, upgraded and removed while the server runs. */
package org.lumoauth.itests.http.module;
