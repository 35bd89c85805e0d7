/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.modules.sample.plain;

/** Something to put into a bundle that offers nothing. */
public final class Marker {}
