/** Tests of operation: start, settings, audit, disk, database, crashes and the launcher. */
package org.lumoauth.itests.http.operation;
