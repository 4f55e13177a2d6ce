.PHONY: demo quickstart test chaos bench run setup format whisper-avx512

demo: setup        ## the main job on real media against the Sandbox
	@bash eng/demo.sh

quickstart: setup  ## init, doctor, run, a row, Complete: on a fresh Sandbox, timed
	@bash eng/quickstart.sh

test: setup        ## everything, with the real tools
	@bash eng/test.sh $(ARGS)

chaos: setup       ## the long seeded runs that `test` leaves out
	@bash eng/chaos.sh $(ARGS)

bench: setup       ## measurements, as ratios in one run
	@bash eng/bench.sh

run: setup         ## the worker, with appsettings.json and config/channels.json
	@bash eng/run.sh run $(ARGS)

setup:
	@bash eng/setup.sh

whisper-avx512:    ## a second engine, a quarter faster where the processor has AVX-512
	@bash eng/whisper.sh avx512

format:            ## what .editorconfig says
	dotnet format Pipeline.sln
