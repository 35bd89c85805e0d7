/**
 * Records in the platform's audit log which keys of the settings files in {@code etc/} change,
 * while the server runs and between two starts.
 */
package org.lumoauth.platform.audit.files;
