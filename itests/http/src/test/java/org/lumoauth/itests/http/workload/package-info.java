/** Tests of workload identity. */
package org.lumoauth.itests.http.workload;
