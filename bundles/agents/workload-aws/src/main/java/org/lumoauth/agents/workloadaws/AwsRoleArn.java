/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.workloadaws;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An IAM role, identified by the parts that its own ARN and the ARN of its sessions have in common.
 * A session's ARN omits the path; role names are unique in an account regardless of the path.
 *
 * @param partition the partition, such as {@code aws}
 * @param account twelve digits
 * @param name the name without the path
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html">IAM
 *     identifiers</a>
 */
record AwsRoleArn(String partition, String account, String name) {

  private static final String NAME = "[A-Za-z0-9+=,.@_-]{1,64}";
  private static final Pattern ROLE =
      Pattern.compile("arn:(aws[a-z-]*):iam::([0-9]{12}):role/(?:[!-~]+/)?(" + NAME + ")");
  private static final Pattern SESSION =
      Pattern.compile(
          "arn:(aws[a-z-]*):sts::([0-9]{12}):assumed-role/(" + NAME + ")/[A-Za-z0-9+=,.@_-]+");

  /** Parses the ARN of a role. */
  static Optional<AwsRoleArn> ofRole(String arn) {
    return of(ROLE.matcher(arn));
  }

  /** Parses the role from the ARN of one of its sessions. */
  static Optional<AwsRoleArn> ofSession(String arn) {
    return of(SESSION.matcher(arn));
  }

  private static Optional<AwsRoleArn> of(Matcher form) {
    return form.matches()
        ? Optional.of(new AwsRoleArn(form.group(1), form.group(2), form.group(3)))
        : Optional.empty();
  }

  @Override
  public String toString() {
    return "arn:" + partition + ":iam::" + account + ":role/" + name;
  }
}
