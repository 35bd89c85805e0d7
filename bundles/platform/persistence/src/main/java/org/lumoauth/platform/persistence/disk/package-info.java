/** Monitors the free disk space and stops writes in time. */
package org.lumoauth.platform.persistence.disk;
