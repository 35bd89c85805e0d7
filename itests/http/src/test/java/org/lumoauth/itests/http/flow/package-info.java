/** Flows that run while a module is swapped or the server restarts. */
package org.lumoauth.itests.http.flow;
