# The front door. `make help` lists what there is.
#
# The first command fetches everything it needs into .tools, pinned; all later ones reuse it.

SHELL  := /bin/bash
TOOLS  := .tools
PLANS  ?= plans
# The template whose failover function is held against the plans.
TEMPLATE ?= template.yaml
STORY_PLANS := system-tests/plans
STORY  ?= host-broken
ENGINE ?= R
# A JVM that lives for seconds gains nothing by the compiler that works hard.
QUICK  := -XX:TieredStopAtLevel=1 -XX:+UseSerialGC
# What `make check` leaves to `make test`, so that it is short: the tests tagged long, and most of what has a size.
SIZE   ?= "-Dtests.excluded=localstack, moto, long" -Dseeds.r=1000 -Dseeds.l=150 -Dplanted.part=36 -Dcrash.stories=first \
          "-Dsurefire.jvm=-Xmx1g $(QUICK) --enable-native-access=ALL-UNNAMED"
PYTHON ?= python3
MVN    ?= mvn
N      ?= 7
MAVEN   = JAVA_HOME="$(JDK)" MAVEN_OPTS="$(HUSH) $(QUICK) $$MAVEN_OPTS" $(MVN) --batch-mode --no-transfer-progress
# On Java 25, Maven 3 warns of its own libraries, and it resets colours that it never set. A later Java may not know the option.
HUSH    = -Djansi.noreset=true$(if $(findstring "25,$(shell grep ^JAVA_VERSION= "$(JDK)/release")), --sun-misc-unsafe-memory-access=allow)
# Maven on the same JDK is twice as fast; without one it says in a sentence what to install.
JDK     = $(shell $(PYTHON) localstack/jdk.py)
# Building and checking need no account: a profile or an endpoint of the caller's can only be in the way.
SAM     = env $(addprefix -uAWS_,PROFILE DEFAULT_PROFILE CONFIG_FILE SHARED_CREDENTIALS_FILE ENDPOINT_URL) \
          SAM_CLI_TELEMETRY=0 $(TOOLS)/sam/bin/sam
SOURCES := $(shell find pom.xml shared functions $(PLANS) \( -name target -o -path '*/src/test' \) -prune -o -type f -print)
PACKED  := target/packed-$(subst /,-,$(PLANS))
BUNDLE  := .run/story-build/template.yaml
STORY_TEMPLATE := .run/story-template.yaml
DRIVER  := .run/driver
RUN_JAVA = "$(JDK)/bin/java" -cp "$(DRIVER)/classes:$(DRIVER)/lib/*"

# What `make test` puts into the environment of everything that must not follow it (port 1 is served by nobody).
TRAPS := AWS_ENDPOINT_URL=http://127.0.0.1:1 AWS_PROFILE=trap AWS_REGION=trap AWS_CONFIG_FILE=/trap AWS_ACCESS_KEY_ID=trap \
         HTTP_PROXY=http://127.0.0.1:1 HTTPS_PROXY=http://127.0.0.1:1 http_proxy=http://127.0.0.1:1 https_proxy=http://127.0.0.1:1

.PHONY: help demo test check prove replay engine stories tell-stories launcher-tests moto bench invoke sam-local ask rights package build lint down format tools jdk clean

help: ## lists the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-10s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

demo: $(BUNDLE) $(DRIVER)/made ## deploys the bundle to LocalStack, breaks a host, and shows the recovery (KEEP=1 leaves it up; STORY=failover, failover-half-way, failback, split-brain)
	@$(RUN_JAVA) recovery.systemtests.demo.Demo "$(STORY)"

test: $(BUNDLE) $(DRIVER)/made moto ## what proves the product, with the stories on LocalStack
	@$(MAKE) --no-print-directory --jobs=2 tell-stories check lint launcher-tests SIZE="-Dseeds.r=20000 -Dseeds.l=5000 -Dseeds.rights=200"
	@echo "all of it passed"

check: jdk ## the quick part of the tests, without LocalStack
	$(MAVEN) --threads 2 verify $(SIZE)

# The engines read how many seeds they run; each takes the part that is its own.
FULL_SIZE := -Dplanted.part=1 -Dstorm.seeds=5 -Dseeds.r=970000 -Dseeds.l=30000 -Dseeds.rights=1000 -Dmodel.scope=full "-Dsurefire.jvm=-Xmx4g --enable-native-access=ALL-UNNAMED" -Dcrash.pairs=all
MUTATED   := shared,functions/detection,functions/restart,functions/failover

prove: $(DRIVER)/made ## proves all of it at full size: every seed, every planted bug, every mutant, and one table (about an hour)
	rm -rf target/prove */target/figures */target/pit-reports functions/*/target/figures functions/*/target/pit-reports
	$(MAVEN) verify $(FULL_SIZE)
	started=$$(date +%s) && \
	$(MAVEN) test-compile org.pitest:pitest-maven:mutationCoverage -Pmutation -pl $(MUTATED) -am -Dspotless.check.skip=true && \
	mkdir -p shared/target/figures && \
	echo "{\"mutants, seconds\": $$(($$(date +%s) - started))}" > shared/target/figures/mutants.json
	@$(RUN_JAVA) recovery.systemtests.prove.Prove

replay: jdk ## runs one seed again bit for bit, and shrinks and tells it if it breaks a rule: make replay ENGINE=R SEED=1
	@$(MAVEN) --quiet test -pl system-tests -am -Dtest=Replay -Dsurefire.failIfNoSpecifiedTests=false -Dspotless.check.skip=true \
	  -Dreplay.engine=$(ENGINE) -Dreplay.seed=$(SEED)

# C: crash points, D: both stores, H: the real SDK over a faulty wire, L and R: seeds, M: the model of the protocol.
TEST_C := PointsTest
TEST_D := SameHistoryTest
TEST_H := FaultyWireTest
TEST_L := SeedsTest
TEST_M := ModelTest
TEST_R := SeedsTest

engine: jdk ## runs one engine of the proof alone: make engine ENGINE=C (or D, H, L, M, R; FULL=1 as make prove does)
	@$(MAVEN) --quiet test -pl system-tests -am -Dtest=$(TEST_$(ENGINE)) -Dsurefire.failIfNoSpecifiedTests=false -Dspotless.check.skip=true \
	  $(if $(FULL),$(FULL_SIZE))

# The stories mostly wait, so that `make test` runs everything else beside them. That is why they run on a copy of the
# classes and without Maven.
stories: $(BUNDLE) $(DRIVER)/made moto ## the tests that need LocalStack, on one deployment
	@$(MAKE) --no-print-directory tell-stories

# Without prerequisites, so that it is the first of the jobs and gets its processor while it deploys.
tell-stories:
	@set -o pipefail; env $(TRAPS) "$(JDK)/bin/java" -cp "$(DRIVER)/tests:$(DRIVER)/classes:$(DRIVER)/lib/*" \
	  org.junit.platform.console.ConsoleLauncher execute --scan-class-path=$(DRIVER)/tests --include-tag=localstack --include-tag=moto \
	  --fail-if-no-tests --disable-banner --disable-ansi-colors --details=tree 2>&1 | sed -u 's/^/stories | /'

launcher-tests: tools
	$(TOOLS)/localstack/bin/python -m unittest discover -s localstack/tests
	$(TOOLS)/localstack/bin/python -m unittest discover -s system-tests/bench/tests

bench: package $(DRIVER)/made | tools ## cold start of each packaged function beside boto3 making the same calls (N=7 rounds, 2 to 4 minutes), and what a failover takes
	@"$(JDK)/bin/java" -cp "$(DRIVER)/tests:$(DRIVER)/classes:$(DRIVER)/lib/*" recovery.systemtests.story.FailoverFigures
	@$(TOOLS)/localstack/bin/python system-tests/bench/bench.py --tools $(TOOLS) --rounds $(N)

# The user's own endpoint is asked only when AWS_ENDPOINT_URL says so: then a process runs what `make package` made.
ifdef AWS_ENDPOINT_URL
invoke: package | tools
	@$(TOOLS)/localstack/bin/python localstack/invoke.py --tools $(TOOLS) "$(FUNCTION)" "$(EVENT)"
else
invoke: $(BUNDLE) $(DRIVER)/made ## runs a packaged function against AWS_ENDPOINT_URL, or else a LocalStack brought up for it: FUNCTION=detection EVENT=events/alarm-host-broken.json
	@$(RUN_JAVA) recovery.systemtests.demo.Invoke "$(FUNCTION)" "$(EVENT)"
endif

sam-local: package | tools ## with Docker: checks that `sam local invoke` answers, with a stand-in image if need be (status 2 without a daemon)
	@$(TOOLS)/localstack/bin/python localstack/sam_local.py --tools $(TOOLS)

ask: | tools ## asks the operator function: make ask REQUEST=why TARGET=i-… (MODE=, BY=, REASON=, JSON=1)
	@$(TOOLS)/localstack/bin/python localstack/ask.py

# Compiles the plans, and does with the rights what is asked in place of holding the template against them.
RIGHTS = $(MAVEN) --quiet process-classes -pl functions/failover -am -Dspotless.check.skip=true -Dtemplate="$(abspath $(TEMPLATE))"

rights: jdk ## prints what the failover function must be allowed for the plans, ready to paste (PLANS=…); INTO=template.yaml writes it there
	@$(RIGHTS) -Dplans="$(abspath $(PLANS))" -Drights="$(or $(abspath $(INTO)),print)"

lint: tools ## checks the templates, and that SAM adds no right to what stands there
	@env $(TRAPS) AWS_DEFAULT_REGION=us-east-1 $(SAM) validate --lint
	@AWS_DEFAULT_REGION=us-east-1 $(TOOLS)/sam/bin/python -m unittest discover -s system-tests/sam
	@$(TOOLS)/sam/bin/cfn-lint examples/workload.yaml

down: ## ends what KEEP=1 left up
	@$(PYTHON) localstack/down.py

format: jdk ## formats the Java sources
	$(MAVEN) --quiet spotless:apply

package: $(PACKED) ## builds the packages of the functions (PLANS=… takes the plans from another folder)

clean: ## removes what the build made, and keeps the tools
	rm -rf target */target functions/*/target .aws-sam .run

tools: jdk
	@$(PYTHON) localstack/install.py --into $(TOOLS)

moto: # for the tests of load balancers and Auto Scaling, which LocalStack lacks
	@$(PYTHON) localstack/install.py --into $(TOOLS) --only moto

jdk:
	@$(PYTHON) localstack/jdk.py > /dev/null

# --- SAM -------------------------------------------------------------------------------------------------------------
# `sam build` runs `make build-<LogicalId>` once per function with ARTIFACTS_DIR set. Maven runs once for all of them:
# the stamp is newer than every source, or Maven runs.
build-DetectionFunction: MODULE = functions/detection
build-RestartFunction:   MODULE = functions/restart
build-FailoverFunction:  MODULE = functions/failover
build-OperatorFunction:  MODULE = functions/operator
build-DetectionFunction build-RestartFunction build-FailoverFunction build-OperatorFunction: $(PACKED)
	cp -R $(MODULE)/target/function/. "$(ARTIFACTS_DIR)/"

$(PACKED): $(SOURCES) $(TEMPLATE)
	rm -rf functions/*/target/function target/packed-*
	$(MAVEN) --quiet -DskipTests -Dtests.uncompiled=true -Dspotless.check.skip=true -Dplans="$(abspath $(PLANS))" -Dtemplate="$(abspath $(TEMPLATE))" package -am -pl functions/detection,functions/restart,functions/failover,functions/operator
	mkdir -p $(@D) && touch $@

# The bundle with the stories' plans and their rights, as SAM builds it, and the Java that drives it.
$(BUNDLE): template.yaml samconfig.toml $(SOURCES) $(wildcard $(STORY_PLANS)/*.json) | tools
	@echo "building the bundle with the plans of $(STORY_PLANS) (about a minute)"
	@mkdir -p .run && $(RIGHTS) -Dplans="$(abspath $(STORY_PLANS))" -Drights="$(abspath $(STORY_TEMPLATE))"
	@PLANS=$(STORY_PLANS) TEMPLATE=$(STORY_TEMPLATE) $(SAM) build --template $(STORY_TEMPLATE) --base-dir . --build-dir $(@D) > .run/sam-build.log 2>&1 || { cat .run/sam-build.log; exit 1; }

# A copy, so that a build beside a run takes nothing away from under it.
$(DRIVER)/made: $(SOURCES) $(shell find simulator/src system-tests/src system-tests/pom.xml simulator/pom.xml -type f) | jdk
	@echo "building the driver (half a minute)"
	@$(MAVEN) --quiet -DskipTests -Dtests.uncompiled=true -Dspotless.check.skip=true process-test-classes
	@rm -rf $(DRIVER) && mkdir -p $(DRIVER)/classes
	@cp -R $(addsuffix /target/classes/.,shared functions/detection functions/restart functions/failover functions/operator simulator system-tests) $(DRIVER)/classes
	@cp -R system-tests/target/test-classes $(DRIVER)/tests && cp -R system-tests/target/lib $(DRIVER)/lib
	@touch $@
