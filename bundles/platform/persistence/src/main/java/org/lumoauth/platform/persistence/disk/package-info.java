/** Watches the free space of the disks that the server writes to, and stops writes in time. */
package org.lumoauth.platform.persistence.disk;
